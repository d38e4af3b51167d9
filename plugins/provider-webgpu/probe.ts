import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { GraphBuilder, type Unavailability } from '../../core/plugin-api/index.ts';

const LIMIT_MS = 30_000;

/** Program of the child: loads a model of one addition on WebGPU and runs it. Its answer is its last line. */
const PROGRAM = `
const ort = require(process.argv[1]);
(async () => {
  const model = Buffer.from(process.argv[2], 'base64');
  const session = await ort.InferenceSession.create(model, { executionProviders: [{ name: 'webgpu' }], logSeverityLevel: 4 });
  const x = new ort.Tensor('float32', Float32Array.of(1, 2), [2]);
  const { y } = await session.run({ x });
  console.log(y.data[1] === 4 ? 'ok' : 'wrong: 2 + 2 gave ' + y.data[1]);
})().catch((error) => console.log(String(error.message)));
`;

function addition(): string {
  const graph = new GraphBuilder('probe');
  const x = graph.input('x', 'float32', [2]);
  graph.output('y', graph.add(x, x), [2]);
  return Buffer.from(graph.finish().bytes).toString('base64');
}

const inBoth = (reason: string, zh: string): Unavailability => ({ reason, translations: { zh: { reason: zh } } });

function explain(answer: string, log: string): Unavailability {
  if (/libvulkan/.test(log))
    return inBoth('there is no Vulkan loader (libvulkan.so.1)', '没有 Vulkan 加载器（libvulkan.so.1）');
  if (/No supported adapters/.test(answer))
    return inBoth('no graphics adapter with a Vulkan driver was found', '没有找到带 Vulkan 驱动的显卡');
  const said = answer || (log.trim().split('\n').at(-1) ?? '');
  return inBoth(answer || `the trial ended without an answer: ${said}`, `试运行失败：${said}`);
}

/**
 * Tries WebGPU in a child process, since drivers can end the process that loads them.
 * @returns null when it works, else why not
 */
export function tryWebgpu(): Promise<Unavailability | null> {
  const runtime = createRequire(import.meta.url).resolve('onnxruntime-node');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['-e', PROGRAM, runtime, addition()],
      { timeout: LIMIT_MS },
      (_error, stdout, stderr) => {
        const answer = stdout.trim().split('\n').at(-1) ?? '';
        resolve(answer === 'ok' ? null : explain(answer, stderr));
      },
    );
  });
}
