/**
 * `block-main.ts '{"file": ..., "precision": ..., "weights": DIR, "task": ..., "latents": [h, w]}'`: opens a DiT of true
 * dims with one block and runs it once, or reads its weights and does nothing else. Prints what it took as JSON.
 */
import { readFileSync } from 'node:fs';
import { openCheckpoint } from '../../../core/graph/checkpoint.ts';
import { type FloatTensor, floatTensor, type NetworkContribution } from '../../../core/plugin-api/index.ts';
import { checkpointInPrecision } from '../../../core/quantize/converted-checkpoint.ts';
import { SessionSet } from '../../../core/runtime/session-set.ts';
import { NoiseGenerator } from '../../../core/sampling/randn.ts';
import wanDit from '../../../plugins/wan-dit/index.ts';
import { openPrecision, openProvider } from '../../precision/setups.ts';
import { neededRegions, rawReadSeconds } from './needed-bytes.ts';

export interface BlockTask {
  readonly file: string;
  /** Id of a precision plugin. */
  readonly precision: string;
  /** Folder of converted weights. */
  readonly weights: string;
  /** `convert` makes the weights of the precision, `read` reads those that are needed, `run` opens and runs. */
  readonly task: 'convert' | 'read' | 'run';
  /** Height and width of one latent frame; four positions are a token. */
  readonly latents: readonly [height: number, width: number];
}

export interface BlockReport {
  readonly files: readonly string[];
  /** Bytes of weights that are needed. */
  readonly bytes: number;
  readonly readSeconds?: number;
  /** Headers read and graphs written. */
  readonly openSeconds?: number;
  /** Sessions made. */
  readonly loadSeconds?: number;
  /** Window opened, and the first pass. */
  readonly firstRunSeconds?: number;
  /** Processor seconds of all of these. */
  readonly cpuSeconds?: number;
  /** Most resident bytes, mapped weights included. */
  readonly peakBytes: number;
  /** Resident bytes before anything was opened. */
  readonly baseBytes: number;
}

const task = JSON.parse(process.argv[2]!) as BlockTask;
const noise = new NoiseGenerator(1);
const random = (...dims: number[]): FloatTensor =>
  floatTensor(noise.randn(dims.reduce((product, size) => product * size, 1)), dims);

const [height, width] = task.latents;
const inputs = {
  latents: random(16, 1, height, width),
  window: {
    y: random(20, 1, height, width),
    imageFeatures: random(257, 1280),
    refTargetMasks: null,
    conditions: { cond: { context: random(100, 4096), audio: null } },
  },
};
const { setup } = await openProvider('cpu');
const { execution } = setup!;
const offered = wanDit.contributes[0] as NetworkContribution<'dit'>;
const network = offered.create({ log: () => {} }, offered.options.parse({}));

const baseBytes = process.memoryUsage().rss;
const cpuBefore = process.cpuUsage();
let last = performance.now();
function lap(): number {
  const now = performance.now();
  const seconds = (now - last) / 1000;
  last = now;
  return seconds;
}

const stored = await openCheckpoint(task.file);
const held = await checkpointInPrecision(stored, openPrecision(task.precision, {}), {
  role: 'dit',
  provider: 'cpu',
  dir: task.weights,
});
const regions = neededRegions(held);
const bytes = regions.reduce((sum, { length }) => sum + length, 0);

async function run(): Promise<Omit<BlockReport, 'files' | 'bytes' | 'peakBytes' | 'baseBytes'>> {
  const config = network.detect(held);
  const graphs = network.build(config, { checkpoint: held, lowering: execution.lowering });
  const openSeconds = lap();
  const session = execution.session({ threads: 2, leanMemory: true, network: { role: 'dit', bytes } });
  const runner = await SessionSet.load(graphs, session);
  const loadSeconds = lap();
  const window = await network.bind(config, runner).openWindow(inputs.window);
  const velocity = await window.forward(inputs.latents, 900, 'cond');
  if (!velocity.data.every(Number.isFinite)) throw new Error('the block made values that are not finite');
  const firstRunSeconds = lap();
  const { user, system } = process.cpuUsage(cpuBefore);
  await window.close();
  await runner.release();
  return { openSeconds, loadSeconds, firstRunSeconds, cpuSeconds: (user + system) / 1e6 };
}

const measured =
  task.task === 'run' ? await run() : task.task === 'read' ? { readSeconds: await rawReadSeconds(regions) } : {};
// Linux counts the most resident kilobytes of the process.
const peak = Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]);
const report: BlockReport = {
  files: [...new Set(regions.map(({ file }) => file))],
  bytes,
  ...measured,
  peakBytes: peak * 1024,
  baseBytes,
};
console.log(JSON.stringify(report));
