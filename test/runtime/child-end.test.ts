import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ChildWatch } from '../../core/runtime/child-end.ts';

/** A child that ends itself as told, without a word. */
function endOf(script: string, limited: boolean) {
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'pipe'] });
  return new ChildWatch(child, limited).ended;
}

describe('the end of a child', () => {
  it.each([
    'SIGSEGV',
    'SIGBUS',
    'SIGABRT',
    'SIGTRAP',
    'SIGILL',
  ])('by %s is a shortage of memory under a limit, and unexplained without one', async (signal) => {
    const script = `process.kill(process.pid, '${signal}'); setTimeout(() => {}, 10_000)`;
    const shortage = { requestedBytes: null };
    expect(await endOf(script, true)).toEqual({ how: `signal ${signal}`, outOfMemory: shortage });
    expect(await endOf(script, false)).toEqual({ how: `signal ${signal}`, outOfMemory: null });
  });

  it('by a signal from outside, or with an exit code, is none', async () => {
    const term = await endOf(`process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 10_000)`, true);
    expect(term).toEqual({ how: 'signal SIGTERM', outOfMemory: null });
    expect(await endOf('process.exit(3)', true)).toEqual({ how: 'exit code 3', outOfMemory: null });
  });
});
