/**
 * `block-main.ts '{"file": ..., "precision": ..., "weights": DIR, "task": ..., "latents": [h, w]}'`: opens a DiT of true
 * dims with one block and runs it twice, or reads its weights and does nothing else. Prints what it took as JSON.
 */
import { readFileSync } from 'node:fs';
import { type FloatTensor, floatTensor, type NetworkContribution } from '../../../core/plugin-api/index.ts';
import { checkpointInPrecision } from '../../../core/quantize/converted-checkpoint.ts';
import { SessionSet } from '../../../core/runtime/session-set.ts';
import { NoiseGenerator } from '../../../core/sampling/randn.ts';
import wanDit from '../../../plugins/wan-dit/index.ts';
import { openPrecision, openProvider } from '../../precision/setups.ts';
import { openCheckpoint } from '../../support/open-checkpoint.ts';
import { stopwatch } from '../../support/stopwatch.ts';
import { neededRegions, readRaw } from './needed-bytes.ts';

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
  /** The first session made; the others are made when they are needed. */
  readonly loadSeconds?: number;
  /** Window opened, and the first pass. */
  readonly firstRunSeconds?: number;
  /** The same again: what every later run takes, without opening anything. */
  readonly secondRunSeconds?: number;
  /** Seconds, of reading or of opening to first run, in which this thread could have gone on but had no core. */
  readonly waitedSeconds?: number;
  /** The same of the second run. */
  readonly secondWaitedSeconds?: number;
  /** Processor seconds of opening to first run. */
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

/** Blocks of the network that the one stands for: sessions are made as for all of them. */
const BLOCKS = 40;

/** Linux: nanoseconds that this thread was ready to run and waited for a core. */
const waited = (): number => Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[1]) / 1e9;

const baseBytes = process.memoryUsage().rss;
const cpuBefore = process.cpuUsage();
const waitedBefore = waited();
const lap = stopwatch();

const stored = await openCheckpoint(task.file);
const held = await checkpointInPrecision(stored, openPrecision(task.precision, {}), {
  role: 'dit',
  provider: 'cpu',
  dir: task.weights,
});
const regions = neededRegions(held);
const bytes = regions.reduce((sum, { length }) => sum + length, 0);

type Measured = Omit<BlockReport, 'files' | 'bytes' | 'peakBytes' | 'baseBytes'>;

function read(): Measured {
  lap();
  const before = waited();
  readRaw(regions);
  return { readSeconds: lap(), waitedSeconds: waited() - before };
}

async function run(): Promise<Measured> {
  const config = network.detect(held);
  const graphs = network.build(config, { checkpoint: held, lowering: execution.lowering });
  const openSeconds = lap();
  const session = execution.session({ threads: 2, leanMemory: true, network: { role: 'dit', bytes: BLOCKS * bytes } });
  const runner = await SessionSet.load(graphs, session);
  const loadSeconds = lap();
  const runOnce = async (): Promise<number> => {
    const window = await network.bind(config, runner).openWindow(inputs.window);
    const velocity = await window.forward(inputs.latents, 900, 'cond');
    if (!velocity.data.every(Number.isFinite)) throw new Error('the block made values that are not finite');
    await window.close();
    return lap();
  };
  const firstRunSeconds = await runOnce();
  const { user, system } = process.cpuUsage(cpuBefore);
  const waitedSeconds = waited() - waitedBefore;
  const secondRunSeconds = await runOnce();
  const secondWaitedSeconds = waited() - waitedBefore - waitedSeconds;
  await runner.release();
  const cpuSeconds = (user + system) / 1e6;
  return {
    openSeconds,
    loadSeconds,
    firstRunSeconds,
    secondRunSeconds,
    waitedSeconds,
    secondWaitedSeconds,
    cpuSeconds,
  };
}

const measured = task.task === 'run' ? await run() : task.task === 'read' ? read() : {};
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
