import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { memoryBudget } from '../../core/memory/memory-limits.ts';
import { parseCards } from '../../core/runtime/graphics-cards.ts';
import { familyBytes, machineMemory } from '../../core/runtime/machine-memory.ts';

const KIB = 1024;
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'genesis-proc-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function files(contents: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(contents)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

const MEMINFO = 'MemTotal:       8000 kB\nMemFree:        1000 kB\nMemAvailable:   5000 kB\n';

it('takes what the system calls available', async () => {
  await files({ 'proc/meminfo': MEMINFO, 'proc/self/cgroup': '0::/\n' });
  expect(await machineMemory(root)).toEqual({ totalBytes: 8000 * KIB, freeBytes: 5000 * KIB });
});

it('takes the limit of a container, whose page cache counts as free (control groups, version 2)', async () => {
  await files({
    'proc/meminfo': MEMINFO,
    'proc/self/cgroup': '0::/machine/job\n',
    'sys/fs/cgroup/machine/job/memory.max': 'max\n',
    'sys/fs/cgroup/machine/memory.max': `${3000 * KIB}\n`,
    'sys/fs/cgroup/machine/memory.current': `${2000 * KIB}\n`,
    'sys/fs/cgroup/machine/memory.stat': `anon ${500 * KIB}\nfile ${1500 * KIB}\n`,
  });
  expect(await machineMemory(root)).toEqual({ totalBytes: 3000 * KIB, freeBytes: 2500 * KIB });
});

it('takes the limit of a container (control groups, version 1)', async () => {
  await files({
    'proc/meminfo': MEMINFO,
    'proc/self/cgroup': '4:memory:/not/mounted/here\n1:cpu:/\n',
    'sys/fs/cgroup/memory/memory.limit_in_bytes': `${4000 * KIB}\n`,
    'sys/fs/cgroup/memory/memory.usage_in_bytes': `${1000 * KIB}\n`,
    'sys/fs/cgroup/memory/memory.stat': `cache 0\ntotal_cache ${200 * KIB}\n`,
  });
  expect(await machineMemory(root)).toEqual({ totalBytes: 4000 * KIB, freeBytes: 3200 * KIB });
});

it('takes no limit for one that was never set', async () => {
  await files({
    'proc/meminfo': MEMINFO,
    'proc/self/cgroup': '4:memory:/\n',
    'sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
  });
  expect(await machineMemory(root)).toMatchObject({ freeBytes: 5000 * KIB });
});

it('sums what a process and its children hold for themselves', async () => {
  await files({
    'proc/1/task/1/children': '2 3 ',
    'proc/2/task/2/children': '4 ',
    'proc/1/smaps_rollup': 'Pss:  90 kB\nPss_Anon:   10 kB\n',
    'proc/2/smaps_rollup': 'Pss_Anon:   20 kB\n',
    'proc/4/smaps_rollup': 'Pss_Anon:   40 kB\n',
  });
  expect(await familyBytes(1, root)).toBe(70 * KIB);
});

it('reads the cards that the driver lists', () => {
  expect(parseCards('0, NVIDIA H200, 143771, 143158\n1, Card, with comma, 100, 50\n[N/A]\n')).toEqual([
    { index: 0, name: 'NVIDIA H200', totalBytes: 143771 * KIB * KIB, freeBytes: 143158 * KIB * KIB },
    { index: 1, name: 'Card, with comma', totalBytes: 100 * KIB * KIB, freeBytes: 50 * KIB * KIB },
  ]);
});

it('budgets the configured limit, else what is free, and never more than the request allows', () => {
  const detected = {
    machine: { totalBytes: 1000, freeBytes: 800 },
    cards: [{ index: 0, name: 'card', totalBytes: 500, freeBytes: 400 }],
    mostFreeVram: 400,
    ownBytes: 50,
  };
  const none = { vramBytes: null, ramBytes: null };
  expect(memoryBudget(detected, none)).toEqual({ vramBytes: 380, ramBytes: 810 });
  expect(memoryBudget(detected, { vramBytes: 600, ramBytes: null })).toEqual({ vramBytes: 600, ramBytes: 810 });
  expect(memoryBudget(detected, none, { vramBytes: 100, ramBytes: 900 })).toEqual({ vramBytes: 100, ramBytes: 810 });
  expect(memoryBudget({ ...detected, cards: [], mostFreeVram: null }, none)).toEqual({
    vramBytes: null,
    ramBytes: 810,
  });
});
