import { spawn } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
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

  it('comes after its last words, of which those that repeat are counted', async () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const script = `for (let i = 0; i < 969; i++) console.error('refused ' + i); console.error('Out of memory'); process.exitCode = 1`;
    try {
      expect((await endOf(script, false)).outOfMemory).toEqual({ requestedBytes: null });
      const text = write.mock.calls.map(([piece]) => piece).join('');
      const count = '… repeated 966 times, the last: refused 968';
      expect(text).toBe(`refused 0\nrefused 1\nrefused 2\nOut of memory\n${count}\n`);
    } finally {
      write.mockRestore();
    }
  });

  it('does not hide that it said at first that memory ran out, however much it says after that', async () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const script = `console.error('Out of memory'); for (let i = 0; i < 969; i++) console.error('[Invalid Buffer] ' + i)`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'pipe'] });
    const watch = new ChildWatch(child);
    watch.mark();
    await watch.ended;
    write.mockRestore();
    expect(watch.saidOutOfMemory()).toEqual({ requestedBytes: null });
    watch.mark();
    expect(watch.saidOutOfMemory()).toBeNull();
  });
});
