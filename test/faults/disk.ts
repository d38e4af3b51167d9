import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StageName } from '../../apps/cli/generated/graphql.ts';
import { RealServer } from '../support/real-server.ts';
import { until } from '../support/talk.ts';
import { failureOf, outcome, retry, startSmall } from './small.ts';

export interface DiskFault {
  readonly fault: string;
  /** Code of the failure; null: it could not be tried here, `note` says why. */
  readonly code: string | null;
  readonly afterRetry: string | null;
  readonly identical: boolean | null;
  readonly note?: string;
}

export interface DiskReport {
  readonly faults: readonly DiskFault[];
  readonly ok: boolean;
}

interface Harm {
  readonly fault: string;
  readonly expected: readonly string[];
  /** Its video is one that no asset has yet. */
  readonly seed: number;
  /** Does the harm; what it gives mends it again. */
  do(server: RealServer, id: string): Promise<() => Promise<void>>;
}

/** Files where the folders of new assets would be: that stops even a user who may write anywhere. */
async function blockAssets(server: RealServer): Promise<() => Promise<void>> {
  const assets = join(server.dataDir, 'assets');
  const taken = new Set(await readdir(assets));
  const names = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0')).filter(
    (name) => !taken.has(name),
  );
  await Promise.all(names.map((name) => writeFile(join(assets, name), '')));
  return async () => void (await Promise.all(names.map((name) => rm(join(assets, name)))));
}

async function hideAssets(server: RealServer): Promise<() => Promise<void>> {
  const assets = join(server.dataDir, 'assets');
  await rename(assets, `${assets}.away`);
  return async () => {
    await rm(assets, { recursive: true, force: true });
    await rename(`${assets}.away`, assets);
  };
}

/** Turns a bit in a file of the first output of a stage once it is finished, before the file is read. */
function damageOutput(stage: StageName, file: string): Harm['do'] {
  return async (server, id) => {
    await until(server.client, id, (event) => event.__typename === 'StageFinished' && event.stage === stage);
    const cache = join(server.dataDir, 'cache');
    const files = await readdir(cache, { recursive: true, withFileTypes: true });
    const found = files.filter(({ name, parentPath }) => name === file && !parentPath.includes('scratch'));
    const paths = found.map(({ name, parentPath }) => join(parentPath, name));
    const times = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs));
    const newest = paths[times.indexOf(Math.max(...times))]!;
    const content = await readFile(newest);
    content[content.length >> 1]! ^= 1;
    await writeFile(newest, content);
    return async () => {};
  };
}

async function fillDisk(server: RealServer, id: string): Promise<() => Promise<void>> {
  await until(server.client, id, (event) => event.__typename === 'StageFinished' && event.stage === 'ENCODE_AUDIO');
  const filler = join(server.dataDir, 'filler');
  const { bavail, bsize } = await statfs(server.dataDir);
  // Up to the last block: the writes that fail are the server's.
  await writeFile(filler, Buffer.alloc(bavail * bsize)).catch(() => {});
  return () => rm(filler, { force: true });
}

/** One fault: a generation fails for it with the right code, and a retry after mending gives the undisturbed bytes. */
async function suffer(server: RealServer, harm: Harm): Promise<DiskFault> {
  const id = await startSmall(server, { seed: harm.seed });
  const mend = await harm.do(server, id);
  // A history that cannot be written is written once there is room again.
  const mended = harm.fault === 'full in the middle' ? new Promise((ok) => setTimeout(ok, 8000)).then(mend) : null;
  const failed = await outcome(server, id);
  await (mended ?? mend());
  if (failed.state === 'SUCCEEDED') return { fault: harm.fault, code: 'none', afterRetry: null, identical: null };
  await retry(server, id);
  const end = await outcome(server, id);
  const undisturbed = await outcome(server, await startSmall(server, { seed: harm.seed }));
  return {
    fault: harm.fault,
    code: failureOf(failed),
    afterRetry: end.state,
    identical: end.sha256 === undisturbed.sha256,
  };
}

async function onSmallDisk(): Promise<DiskFault> {
  const folder = await mkdtemp(join(tmpdir(), 'genesis-disk-'));
  const fault = 'full in the middle';
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    await rm(folder, { recursive: true, force: true });
    return { fault, code: null, afterRetry: null, identical: null, note: 'no right to mount a small disk here' };
  }
  const server = await RealServer.launchIn(folder, { GENESIS_CACHE: 'off', GENESIS_MIN_FREE_DISK: '0' });
  try {
    return await suffer(server, { fault, expected: ['DISK_FULL'], seed: 13, do: fillDisk });
  } finally {
    await server.end();
    execFileSync('umount', ['-l', folder]);
    await rm(folder, { recursive: true, force: true });
  }
}

async function fullBeforeTheStart(): Promise<DiskFault> {
  const environment = { GENESIS_CACHE: 'off' };
  const full = await RealServer.launch({ ...environment, GENESIS_MIN_FREE_DISK: '0' });
  const id = await startSmall(full, { seed: 14 }).finally(() => full.end());
  const starved = await RealServer.launchIn(full.dataDir, { ...environment, GENESIS_MIN_FREE_DISK: String(2 ** 50) });
  const failed = await outcome(starved, id).finally(() => starved.end());
  const server = await RealServer.launchIn(full.dataDir, environment);
  try {
    await retry(server, id);
    const first = await outcome(server, id);
    const again = await outcome(server, await startSmall(server, { seed: 14 }));
    return {
      fault: 'full before the start',
      code: failureOf(failed),
      afterRetry: first.state,
      identical: first.sha256 === again.sha256,
    };
  } finally {
    await server.stop();
  }
}

/** Every fault of the disk that the product promises to survive. */
export async function diskFaults(): Promise<DiskReport> {
  const server = await RealServer.launch({ GENESIS_CACHE: 'off' });
  const faults: DiskFault[] = [];
  const harms: readonly Harm[] = [
    { fault: 'assets cannot be written', expected: ['STORAGE_FAILED'], seed: 11, do: blockAssets },
    // Gone before the run is handed out, or while it reads.
    { fault: 'source files vanished', expected: ['ASSET_NOT_FOUND', 'ASSET_UNREADABLE'], seed: 12, do: hideAssets },
    {
      fault: 'a finished window is damaged',
      expected: ['STORAGE_FAILED'],
      seed: 15,
      do: damageOutput('DECODE', 'segment.mp4'),
    },
    {
      fault: 'audio features are damaged',
      expected: ['STORAGE_FAILED'],
      seed: 16,
      do: damageOutput('ENCODE_AUDIO', 'features.0'),
    },
  ];
  try {
    for (const harm of harms) faults.push(await suffer(server, harm));
  } finally {
    await server.stop();
  }
  faults.push(await fullBeforeTheStart(), await onSmallDisk());
  const fine = ({ fault, code, identical, afterRetry }: DiskFault) => {
    const expected = harms.find((harm) => harm.fault === fault)?.expected ?? ['DISK_FULL'];
    return code === null || (expected.includes(code) && afterRetry === 'SUCCEEDED' && identical === true);
  };
  return { faults, ok: faults.every(fine) };
}
