/**
 * `npm run --silent bench -- checkpoint [--json]`: what a 14B checkpoint takes before it runs. The headers of a whole set
 * are looked at in sparse files; one block of true dims with random weights is opened and run, from bf16 and fp16
 * as they are stored and from q8, each in a process of its own, with its files in the system's cache and out of it. Seconds are medians of
 * `REPEATS`, less those in which the measuring thread was kept from going on because every core was taken.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { openProvider } from '../../precision/setups.ts';
import { writeHollowSet } from '../../support/synthetic/hollow-set.ts';
import { OFFICIAL_DIMS } from '../../support/synthetic/network-shapes.ts';
import { randomNetwork } from '../../support/synthetic/random-weights.ts';
import { STORAGES, writeCheckpoint } from '../../support/synthetic/write-checkpoint.ts';
import type { BlockReport, BlockTask } from './block-main.ts';
import type { HeadersReport } from './headers-main.ts';
import { dropFromCache } from './needed-bytes.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const REPEATS = 3;

/** Element types of files, and the precisions that they are run in. */
const MEASURED = { BF16: ['auto', 'q8'], F16: ['auto'] } as const;

/** 16 tokens, so that a run is nearly all weights. 1560 tokens: a frame of 832×480. */
const FEW: BlockTask['latents'] = [8, 8];
const FRAME: BlockTask['latents'] = [60, 104];

const { setup } = await openProvider('cpu');
/** The whole network, of which one block is measured, is far over the size from which weights stay as they are stored. */
const network = { role: 'dit', bytes: 30e9 } as const;
const { environment } = setup!.execution.session({ threads: 2, leanMemory: true, network });

/** Runs a program of this folder in a process of its own, as a host of a network runs, and reads the JSON that it prints. */
async function child<Report>(program: string, argument: string): Promise<Report> {
  const extension = extname(import.meta.url);
  const path = fileURLToPath(new URL(`${program}${extension}`, import.meta.url));
  const loader = extension === '.ts' ? ['--import', 'tsx'] : [];
  const options = { env: { ...process.env, ...environment } };
  const { stdout } = await promisify(execFile)(process.execPath, [...loader, path, argument], options);
  return JSON.parse(stdout) as Report;
}

interface Figures {
  readonly readSeconds: number;
  readonly openSeconds: number;
  readonly loadSeconds: number;
  readonly firstRunSeconds: number;
  readonly secondRunSeconds: number;
  /** Open to first run, less what it waited for a core. */
  readonly openToFirstRunSeconds: number;
  readonly waitedSeconds: number;
  readonly cpuSeconds: number;
  /** Open to first run, over reading the same bytes. */
  readonly ratio: number;
  /** What opening adds to a run: open to first run less a second run, over reading the same bytes. */
  readonly openingRatio: number;
}

interface BlockFigures {
  /** Element type of the checkpoint's file. */
  readonly dtype: string;
  readonly precision: string;
  readonly bytes: number;
  /** From files that are not in the system's cache, with 16 tokens. */
  readonly cold: Figures;
  readonly warm: Figures;
  /** With 1560 tokens, from the cache. */
  readonly frame: Figures;
  /** Most resident bytes with 1560 tokens, mapped weights included, and those of the process before. */
  readonly peakBytes: number;
  readonly baseBytes: number;
  /** Of the machine, afterwards. */
  readonly loadAverage: number;
}

const block = (task: BlockTask): Promise<BlockReport> => child<BlockReport>('block-main', JSON.stringify(task));

function figuresOf(read: BlockReport, run: BlockReport): Figures {
  const { openSeconds = 0, loadSeconds = 0, firstRunSeconds = 0, secondRunSeconds = 0 } = run;
  const { waitedSeconds = 0, secondWaitedSeconds = 0, cpuSeconds = 0 } = run;
  const readSeconds = (read.readSeconds ?? 0) - (read.waitedSeconds ?? 0);
  const openToFirstRunSeconds = openSeconds + loadSeconds + firstRunSeconds - waitedSeconds;
  return {
    readSeconds,
    openSeconds,
    loadSeconds,
    firstRunSeconds,
    secondRunSeconds,
    openToFirstRunSeconds,
    waitedSeconds,
    cpuSeconds,
    ratio: openToFirstRunSeconds / readSeconds,
    openingRatio: (openToFirstRunSeconds - (secondRunSeconds - secondWaitedSeconds)) / readSeconds,
  };
}

/** Of each figure by itself. */
function medians(all: readonly Figures[]): Figures {
  const middle = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;
  const names = Object.keys(all[0]!) as (keyof Figures)[];
  return Object.fromEntries(names.map((name) => [name, middle(all.map((one) => one[name]))])) as unknown as Figures;
}

async function figures(task: Omit<BlockTask, 'task' | 'latents'>, prepare: () => Promise<void>): Promise<Figures> {
  const all: Figures[] = [];
  while (all.length < REPEATS) {
    await prepare();
    const read = await block({ ...task, task: 'read', latents: FEW });
    await prepare();
    all.push(figuresOf(read, await block({ ...task, task: 'run', latents: FEW })));
  }
  return medians(all);
}

interface BlockSource {
  readonly dtype: string;
  readonly file: string;
  readonly weights: string;
}

async function measureBlock({ dtype, file, weights }: BlockSource, precision: string): Promise<BlockFigures> {
  const task = { file, weights, precision };
  const { bytes, files } = await block({ ...task, task: 'convert', latents: FEW });
  const cold = await figures(task, () => dropFromCache(files));
  const warm = await figures(task, async () => {});
  const read = await block({ ...task, task: 'read', latents: FRAME });
  const run = await block({ ...task, task: 'run', latents: FRAME });
  const { peakBytes, baseBytes } = run;
  return {
    dtype,
    precision,
    bytes,
    cold,
    warm,
    frame: figuresOf(read, run),
    peakBytes,
    baseBytes,
    loadAverage: loadavg()[0]!,
  };
}

const seconds = (value: number): string => `${value.toFixed(2)} s`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

function text(headers: HeadersReport, blocks: readonly BlockFigures[]): string {
  const lines = [
    'Headers of a whole 14B set',
    `  scanned ${seconds(headers.scanSeconds)}, checked ${seconds(headers.checkSeconds)}, graphs built ${seconds(headers.buildSeconds)}`,
    `  peak memory ${megabytes(headers.peakBytes)}, graphs ${megabytes(headers.graphBytes)}`,
  ];
  for (const { dtype, precision, bytes, cold, warm, frame, peakBytes, baseBytes, loadAverage } of blocks) {
    lines.push(
      `One block of ${dtype}, ${precision} (${megabytes(bytes)} of weights), load average ${loadAverage.toFixed(1)}`,
    );
    const cases = {
      'out of the cache, 16 tokens': cold,
      'in the cache, 16 tokens': warm,
      'in the cache, 1560 tokens': frame,
    };
    for (const [where, of] of Object.entries(cases)) {
      lines.push(
        `  ${where}: open ${seconds(of.openSeconds)}, load ${seconds(of.loadSeconds)}, first run ${seconds(of.firstRunSeconds)}, ` +
          `second run ${seconds(of.secondRunSeconds)}, no core for ${seconds(of.waitedSeconds)}`,
        `    open to first run ${seconds(of.openToFirstRunSeconds)}: ${of.ratio.toFixed(2)} times reading ` +
          `(${seconds(of.readSeconds)}), without what a second run takes ${of.openingRatio.toFixed(2)} times; ` +
          `processor ${seconds(of.cpuSeconds)}`,
      );
    }
    lines.push(`  peak memory with 1560 tokens ${megabytes(peakBytes)} (${megabytes(baseBytes)} before)`);
  }
  return lines.join('\n');
}

const dir = await mkdtemp(join(tmpdir(), 'genesis-bench-'));
try {
  await writeHollowSet(join(dir, 'set'));
  const headers = await child<HeadersReport>('headers-main', join(dir, 'set'));
  const sources = randomNetwork('wan-dit', { ...OFFICIAL_DIMS['wan-dit'], layers: 1 }, 1);
  const blocks: BlockFigures[] = [];
  for (const [dtype, precisions] of Object.entries(MEASURED)) {
    const form = { dialect: 'official', container: 'safetensors', storage: STORAGES[dtype]! } as const;
    const file = await writeCheckpoint(dir, dtype, 'wan-dit', sources, form);
    const source: BlockSource = { dtype, file, weights: join(dir, 'weights') };
    for (const precision of precisions) blocks.push(await measureBlock(source, precision));
    await rm(file);
  }
  console.log(values.json ? JSON.stringify({ headers, blocks }, null, 2) : text(headers, blocks));
} finally {
  await rm(dir, { recursive: true, force: true });
}
