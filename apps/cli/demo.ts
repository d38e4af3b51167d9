import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { GenesisClient } from './client.ts';
import { type DemoOptions, demoCommand, demoRequest } from './demo-options.ts';
import { type DemoReport, demoReport, reportText } from './demo-report.ts';
import { explain } from './exit-codes.ts';
import { type Generated, generate } from './generate.ts';
import { barProgress, lineProgress } from './progress.ts';
import { launchServer } from './server-process.ts';

async function saveVideo(
  client: GenesisClient,
  { generation, run }: Generated,
  out: string | undefined,
): Promise<string> {
  const file = resolve(out ?? `out/demo${run.result?.extension ?? '.mp4'}`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await client.download(generation.output?.url ?? ''));
  return file;
}

/**
 * @param options as commander leaves them
 * @param cancel when it fires, the generation is cancelled
 */
async function demo(options: DemoOptions, cancel: AbortSignal): Promise<DemoReport> {
  const request = await demoRequest(options);
  const server = await launchServer();
  try {
    const client = new GenesisClient({ url: server.url });
    const progress = process.stderr.isTTY
      ? barProgress(process.stderr)
      : lineProgress((line) => process.stderr.write(`${line}\n`));
    let generated: Generated;
    try {
      generated = await generate(client, request, (event) => progress.show(event), cancel);
    } finally {
      progress.end();
    }
    return demoReport(generated, await saveVideo(client, generated, options.out), request.recordedLipSync);
  } finally {
    await server.stop();
  }
}

const options = demoCommand().parse().opts<DemoOptions>();
const interrupt = new AbortController();
// The second Ctrl+C ends this program; the server notices the closed channel and ends too.
process.once('SIGINT', () => {
  process.stderr.write('\nCancelling ...\n');
  interrupt.abort();
});
try {
  const report = await demo(options, interrupt.signal);
  console.log(options.json ? JSON.stringify(report, null, 2) : reportText(report));
} catch (error) {
  const { text, exitCode } = explain(error);
  console.error(text);
  process.exitCode = exitCode;
}
