import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DeviceMemory } from '../../core/runtime/device-memory.ts';
import { MemorySampler, type WatchedProcess } from '../../core/runtime/memory-sampler.ts';

const MIB = 2 ** 20;
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A process that holds so many MiB, and says when it does. */
async function holder(mebibytes: number): Promise<number> {
  const program = `const held = Buffer.alloc(${mebibytes} * 2 ** 20, 1); console.log(held.length); setInterval(() => {}, 1000)`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout!, 'data');
  return child.pid!;
}

describe('the memory sampler', () => {
  it('tells what each process of a run held at most, and all together, since it was last asked', async () => {
    const watched: WatchedProcess[] = [{ role: 'worker', pid: await holder(10) }];
    const sampler = new MemorySampler(() => watched);
    sampler.start(false);
    await sampler.takePeak();
    watched.push({ role: 'dit', pid: await holder(200) });
    await expect.poll(async () => (await sampler.takePeak()).processes.length).toBe(2);
    const peak = await sampler.takePeak();
    const of = (role: string) => peak.processes.find((one) => one.role === role)!.peakBytes;
    // The program itself is 20 to 80 MiB, part of it shared with the other processes of Node.js.
    expect(of('dit') - of('worker')).toBeGreaterThan(180 * MIB);
    expect(of('dit') - of('worker')).toBeLessThan(260 * MIB);
    expect(peak.ramBytes).toBeGreaterThan(210 * MIB);
    expect(peak.ramBytes).toBeLessThan(of('dit') + of('worker') + MIB);
    expect(peak.deviceBytes).toBeNull();
    children.at(-1)!.kill('SIGKILL');
    await once(children.at(-1)!, 'exit');
    await sampler.takePeak();
    expect((await sampler.takePeak()).processes.map(({ role }) => role)).toEqual(['worker']);
    const { ramBytes } = sampler.stop();
    expect(Math.max(...ramBytes)).toBeGreaterThan(210 * MIB);
  });

  it('starts a new timeline with each run', async () => {
    const sampler = new MemorySampler(() => [{ role: 'worker', pid: process.pid }]);
    sampler.start(false);
    await sampler.takePeak();
    expect(sampler.stop().ramBytes.length).toBeGreaterThan(0);
    sampler.start(false);
    expect(sampler.stop().ramBytes).toEqual([]);
  });
});

describe('device memory', () => {
  it('is what the cards report, together, beyond what was in use at first', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'genesis-smi-'));
    const program = join(dir, 'nvidia-smi');
    const lines = ['GPU-a, 500', 'GPU-b, 100', 'GPU-a, 2500', 'GPU-b, 100', 'GPU-b, 400'];
    await writeFile(
      program,
      `#!/bin/sh\nprintf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')}\nexec sleep 60\n`,
    );
    await chmod(program, 0o755);
    const memory = new DeviceMemory();
    expect(memory.bytes).toBeNull();
    memory.start(program);
    await expect.poll(() => memory.bytes).toBe((2000 + 300) * MIB);
    memory.stop();
    expect(memory.bytes).toBeNull();
    await rm(dir, { recursive: true });
  });

  it('is unknown where the program is missing or says something else', async () => {
    const memory = new DeviceMemory();
    memory.start('/no/such/program');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(memory.bytes).toBeNull();
    memory.stop();
    memory.start('echo');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(memory.bytes).toBeNull();
    memory.stop();
  });
});
