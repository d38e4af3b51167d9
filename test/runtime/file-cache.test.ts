import { type FileHandle, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Graph, GraphBuilder, weightValue } from '../../core/plugin-api/index.ts';
import { bringIntoCache, firstWeights, isInCache, readAhead } from '../../core/runtime/file-cache.ts';

const MIB = 2 ** 20;
let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-cache-'));
  file = join(dir, 'weights');
  await writeFile(file, new Uint8Array(10 * MIB));
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
    await expect(readAhead({ first: graph() })).resolves.toBeUndefined();
  });

  it('knows that what has just been read is in the cache', async () => {
    const handle: FileHandle = await open(file, 'r');
    const files = new Map([[file, handle]]);
    const stored = [{ file, offset: 3, length: 10 * MIB - 3 }];
    await bringIntoCache(files, stored);
    expect(await isInCache(files, stored)).toBe(process.platform === 'linux');
    await handle.close();
  });
});
