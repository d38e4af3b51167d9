import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Graph, GraphBuilder, weightValue } from '../../core/plugin-api/index.ts';
import { bringIntoCache, isInCache } from '../../core/runtime/page-cache.ts';
import { firstWeights, readAhead } from '../../core/runtime/read-ahead.ts';
import { dropFromCache } from '../bench/checkpoint/needed-bytes.ts';

const MIB = 2 ** 20;
let dir: string;
let file: string;
beforeEach(async () => {
  // Where /tmp is memory, nothing can be taken out of the cache.
  dir = await mkdtemp(join(process.cwd(), 'node_modules', '.genesis-cache-'));
  file = join(dir, 'weights');
  await writeFile(file, new Uint8Array(100 * MIB));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** Adds up two bf16 weights of 1 MiB, the one at the end of the file first. */
function graph(): Graph {
  const builder = new GraphBuilder('sum');
  const weight = (name: string, offset: number) =>
    weightValue(builder, { name, dtype: 'bfloat16', shape: [MIB / 2], file, offset, length: MIB }, 'float32');
  builder.output('sum', builder.add(weight('late', 9 * MIB), weight('early', 0)), [MIB / 2]);
  return builder.finish();
}

describe('reading ahead', () => {
  it('takes the weights in the order in which the graphs use them', () => {
    const first = graph();
    expect(first.external).toEqual([
      { file, offset: 9 * MIB, length: MIB },
      { file, offset: 0, length: MIB },
    ]);
    expect(firstWeights({ first, second: graph() }, 4 * MIB)).toEqual([...first.external, ...first.external]);
  });

  it('stops before the weight that does not fit any more', () => {
    expect(firstWeights({ first: graph() }, 2 * MIB - 1)).toEqual([{ file, offset: 9 * MIB, length: MIB }]);
    expect(firstWeights({ first: graph() }, MIB - 1)).toEqual([]);
  });

  it('leaves a file that is not there to the session', async () => {
    await rm(file);
    await expect(readAhead([{ file, offset: 0, length: MIB }])).resolves.toBeUndefined();
  });

  describe.runIf(process.platform === 'linux')('from storage', () => {
    /** Bytes that storage delivers to this process meanwhile. */
    async function delivered(work: () => unknown): Promise<number> {
      const count = () => Number(/^read_bytes: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'))![1]);
      const before = count();
      await work();
      return count() - before;
    }

    // The second begins in the middle of a page, and of what the system reads at a time.
    const ranges = [
      { offset: 60 * MIB + 5, length: 31 * MIB },
      { offset: 7 * MIB - 1000, length: 40 * MIB },
      { offset: 7 * MIB - 1000 + 40 * MIB, length: MIB },
    ];

    for (const [name, read] of Object.entries({ 'on this thread': bringIntoCache, 'on one of its own': readAhead })) {
      it(`brings everything into the cache ${name}, and only once`, async ({ skip }) => {
        const stored = ranges.map((range) => ({ file, ...range }));
        await dropFromCache([file]);
        if ((await delivered(() => readFile(file))) === 0) skip('nothing can be taken out of the cache here');
        await dropFromCache([file]);
        expect(isInCache(stored)).toBe(false);
        expect(await delivered(() => read(stored))).toBeGreaterThan(70 * MIB);
        expect(isInCache(stored)).toBe(true);
        // What lies between the ranges and behind them.
        expect(await delivered(() => readFile(file))).toBeLessThan(30 * MIB);
        expect(await delivered(() => read(stored))).toBeLessThan(MIB);
      });
    }
  });
});
