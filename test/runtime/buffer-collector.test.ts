import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { BufferCollector } from '../../core/runtime/buffer-collector.ts';

const PIECE = 64 * 1024;
const MIB = 2 ** 20;

const bufferBytes = (): number => process.memoryUsage().arrayBuffers;

/** Streams `bytes` in pieces of which the last few are held. @returns the most that buffers grew by */
async function stream(bytes: number, look: () => void): Promise<number> {
  const before = bufferBytes();
  const held: Uint8Array[] = [];
  let most = 0;
  for (let done = 0; done < bytes; done += PIECE) {
    held[(done / PIECE) % 4] = Buffer.alloc(PIECE, 1);
    await turn();
    most = Math.max(most, bufferBytes() - before);
    look();
  }
  return most;
}

it('bounds what a stream leaves behind, however long it is', async () => {
  const collector = new BufferCollector();
  const look = () => collector.look();
  look();
  expect(await stream(48 * MIB, () => {})).toBeGreaterThan(24 * MIB);
  look();
  const short = await stream(16 * MIB, look);
  const long = await stream(160 * MIB, look);
  expect(short).toBeLessThan(8 * MIB);
  expect(long).toBeLessThan(8 * MIB);
});

it('lets a process keep what it holds', async () => {
  const collector = new BufferCollector();
  const held = Array.from({ length: 32 }, (_, i) => Buffer.alloc(MIB, i));
  collector.look();
  expect(held.every((buffer, i) => buffer[MIB - 1] === i)).toBe(true);
  expect(await stream(32 * MIB, () => collector.look())).toBeLessThan(16 * MIB);
});

it('looks by itself from start to stop', async () => {
  const collector = new BufferCollector();
  collector.start();
  let held: Buffer[] | null = Array.from({ length: 400 }, () => Buffer.alloc(PIECE));
  const full = bufferBytes();
  held = null;
  expect(held).toBeNull();
  await expect.poll(bufferBytes, { timeout: 5000 }).toBeLessThan(full - 16 * MIB);
  collector.stop();
});
