import { readFile } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { dirname, join } from 'node:path';

/** Memory of this machine, or of the container that this process runs in. */
export interface MachineMemory {
  readonly totalBytes: number;
  /** What may still be taken without swapping: caches that the system would give up are free. */
  readonly freeBytes: number;
}

interface Limit {
  readonly limitBytes: number;
  readonly usedBytes: number;
}

const KIB = 1024;

async function text(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

function kilobytes(meminfo: string, field: string): number | null {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(meminfo)?.[1];
  return found === undefined ? null : Number(found) * KIB;
}

const field = (stat: string | null, name: string): number =>
  Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(stat ?? '')?.[1] ?? 0);

/** What both versions of control groups call the same things. */
const VERSIONS = [
  { controller: '', limit: 'memory.max', used: 'memory.current', cache: 'file' },
  { controller: 'memory', limit: 'memory.limit_in_bytes', used: 'memory.usage_in_bytes', cache: 'total_cache' },
] as const;

/** A limit above this is none: version 1 has the largest page number where nothing was set. */
const NO_LIMIT = 2 ** 60;

async function groupLimit(folder: string, names: (typeof VERSIONS)[number]): Promise<Limit | null> {
  const limitBytes = Number((await text(join(folder, names.limit))) ?? Number.NaN);
  if (!Number.isFinite(limitBytes) || limitBytes >= NO_LIMIT) return null;
  const used = Number((await text(join(folder, names.used))) ?? 0);
  const cache = field(await text(join(folder, 'memory.stat')), names.cache);
  return { limitBytes, usedBytes: Math.max(0, used - cache) };
}

/** Limits of this process's control groups and of those around them. */
async function groupLimits(root: string): Promise<Limit[]> {
  const groups = (await text(join(root, 'proc/self/cgroup'))) ?? '';
  const limits: Limit[] = [];
  for (const names of VERSIONS) {
    const line = groups.split('\n').find((one) => one.split(':')[1] === names.controller);
    if (!line) continue;
    const mount = join(root, 'sys/fs/cgroup', names.controller);
    // Inside a container the path is the host's, and the group itself is what is mounted.
    for (let path = line.split(':').slice(2).join(':'); ; path = dirname(path)) {
      const limit = await groupLimit(join(mount, path), names);
      if (limit) limits.push(limit);
      if (path === '/' || path === '.') break;
    }
  }
  return limits;
}

/**
 * Reads how much memory there is and how much of it is free: the system's own figures, less where a container's limit
 * (control groups, version 1 or 2) allows less.
 * @param root folder that /proc and /sys are looked for in @default '/'
 */
export async function machineMemory(root = '/'): Promise<MachineMemory> {
  const meminfo = (await text(join(root, 'proc/meminfo'))) ?? '';
  const system: MachineMemory = {
    totalBytes: kilobytes(meminfo, 'MemTotal') ?? totalmem(),
    freeBytes: kilobytes(meminfo, 'MemAvailable') ?? freemem(),
  };
  const limits = await groupLimits(root);
  return {
    totalBytes: Math.min(system.totalBytes, ...limits.map(({ limitBytes }) => limitBytes)),
    freeBytes: Math.min(
      system.freeBytes,
      ...limits.map(({ limitBytes, usedBytes }) => Math.max(0, limitBytes - usedBytes)),
    ),
  };
}

async function anonymousBytes(pid: number, root: string): Promise<number> {
  return kilobytes((await text(join(root, `proc/${pid}/smaps_rollup`))) ?? '', 'Pss_Anon') ?? 0;
}

/** A process and everything that it has started, directly or not. */
async function family(pid: number, root: string): Promise<number[]> {
  const children = (await text(join(root, `proc/${pid}/task/${pid}/children`))) ?? '';
  const pids = children.split(' ').filter((one) => one.trim() !== '');
  return [pid, ...(await Promise.all(pids.map((child) => family(Number(child), root)))).flat()];
}

/** Memory that a process and its children hold for themselves, and would give back by ending; 0 where it is not known. */
export async function familyBytes(pid: number, root = '/'): Promise<number> {
  const pids = await family(pid, root);
  const each = await Promise.all(pids.map((one) => anonymousBytes(one, root)));
  return each.reduce((sum, bytes) => sum + bytes, 0);
}
