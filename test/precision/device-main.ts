/**
 * `npx tsx test/precision/device-main.ts [--rows N] [--size N]`: milliseconds and relative error of one linear layer
 * on WebGPU for every way to hold its weight, and for the two operators that a float weight can be multiplied with.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openCheckpoint } from '../../core/graph/checkpoint.ts';
import { encodeSafetensors } from '../../core/graph/safetensors.ts';
import { floatTensor, type Graph, GraphBuilder, int, type Lowering, weightValue } from '../../core/plugin-api/index.ts';
import { checkpointInPrecision } from '../../core/quantize/converted-checkpoint.ts';
import { SessionSet } from '../../core/runtime/session-set.ts';
import { NoiseGenerator } from '../../core/sampling/randn.ts';
import { openPrecision, openProvider } from './setups.ts';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '8190' }, size: { type: 'string', default: '5120' } },
});
const [rows, size] = [Number(values.rows), Number(values.size)];
const REPEATS = 5;
const NAME = 'blocks.0.linear.weight';
/** Rows that are compared with float64. */
const CHECKED = 4;

const opened = await openProvider('webgpu');
if (opened.setup === null) {
  console.error(`webgpu: ${opened.unavailable}`);
  process.exit(1);
}
const { execution } = opened.setup;
const half = execution.lowering;
const dir = await mkdtemp(join(tmpdir(), 'device-'));
const noise = new NoiseGenerator(1);
const deviation = 1 / Math.sqrt(size);
const weight = noise.randn(size * size).map((value) => value * deviation);
const x = floatTensor(noise.randn(rows * size), [rows, size]);
const file = join(dir, 'linear.safetensors');
await writeFile(file, encodeSafetensors({ [NAME]: floatTensor(weight, [size, size]) }));
const stored = await openCheckpoint(file);

const gemm: Lowering['linear'] = (graph, input, tensor) =>
  graph.op('Gemm', [input, weightValue(graph, tensor, half.computeType)], { transB: int(1) });

async function graphOf(
  id: string,
  options: Readonly<Record<string, unknown>>,
  linear: Lowering['linear'],
): Promise<Graph> {
  const place = { role: 'dit', provider: 'webgpu', dir } as const;
  const checkpoint = await checkpointInPrecision(stored, openPrecision(id, options), place);
  const graph = new GraphBuilder('linear');
  const input = graph.cast(graph.input('x', 'float32', ['rows', size]), half.computeType);
  graph.output('y', graph.cast(linear(graph, input, checkpoint.get(NAME), null), 'float32'), ['rows', size]);
  return graph.finish();
}

const graphs: Record<string, Graph> = {
  'float16, MatMul': await graphOf('auto', {}, half.linear),
  'float16, Gemm': await graphOf('auto', {}, gemm),
  'q8, block 32': await graphOf('q8', { block: '32' }, half.linear),
  'q8, block 128': await graphOf('q8', { block: '128' }, half.linear),
  q4: await graphOf('q4', {}, half.linear),
};
const runner = await SessionSet.load(graphs, execution.session({ threads: 4, leanMemory: false }));
await runner.call({ inputs: { x }, steps: [], want: [], keep: ['x'] });
for (const name of Object.keys(graphs)) {
  const step = { graph: name, feeds: { x: 'x' }, results: { y: 'y' } };
  const first = await runner.call({ inputs: {}, steps: [step], want: ['y'] });
  let difference = 0;
  let norm = 0;
  for (let row = 0; row < CHECKED; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += x.data[row * size + k]! * weight[column * size + k]!;
      difference += (sum - (first.y!.data as Float32Array)[row * size + column]!) ** 2;
      norm += sum ** 2;
    }
  }
  // Runs return at submission: the time of many less that of one is free of the final download.
  const time = async (count: number): Promise<number> => {
    const started = performance.now();
    await runner.call({ inputs: {}, steps: Array.from({ length: count }, () => step), want: ['y'] });
    return performance.now() - started;
  };
  const once = await time(1);
  const milliseconds = ((await time(1 + REPEATS)) - once) / REPEATS;
  const teraflops = (2 * rows * size * size) / milliseconds / 1e9;
  console.log(JSON.stringify({ name, rows, size, milliseconds, teraflops, relL2: Math.sqrt(difference / norm) }));
}
await rm(dir, { recursive: true });
process.exit(0);
