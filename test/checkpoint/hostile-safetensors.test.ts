import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeSafetensors, loadSafetensors, openSafetensors } from '../../core/graph/safetensors.ts';
import { floatTensor } from '../../core/plugin-api/index.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-safetensors-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Writes a file with the given header text and data bytes; the length prefix can lie. */
async function file(header: string | Uint8Array, dataBytes = 0, claimedLength?: bigint): Promise<string> {
  const body = typeof header === 'string' ? Buffer.from(header) : Buffer.from(header);
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(claimedLength ?? BigInt(body.length));
  const path = join(dir, `${Math.random().toString(36).slice(2)}.safetensors`);
  await writeFile(path, Buffer.concat([prefix, body, Buffer.alloc(dataBytes)]));
  return path;
}

const entry = (dtype: string, shape: number[], begin: number, end: number) => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

/** What is wrong, the file, and words that the refusal must contain. */
const HOSTILE: [what: string, make: () => Promise<string>, says: RegExp][] = [
  [
    'shorter than a header length',
    async () => {
      await writeFile(join(dir, 'short'), 'abc');
      return join(dir, 'short');
    },
    /shorter than/,
  ],
  ['header length beyond the file', () => file('{}', 0, 1000n), /beyond the file/],
  ['header length of 2^63', () => file('{}', 0, 2n ** 63n), /over the limit/],
  ['100 MB header', () => file('{}', 0, 100n * 1024n * 1024n), /over the limit/],
  ['header that is no JSON', () => file('{"a": '), /not a JSON object/],
  ['header that is an array', () => file('[1]'), /not a JSON object/],
  ['invalid UTF-8', () => file(Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])), /not a JSON object/],
  ['deep nesting', () => file(`{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`), /tensor "a"|not a JSON object/],
  ['truncated data', () => file(JSON.stringify({ a: entry('F32', [4], 0, 16) }), 8), /outside the file/],
  ['offsets out of range', () => file(JSON.stringify({ a: entry('F32', [1], 1e15, 1e15 + 4) }), 4), /outside the file/],
  ['negative offsets', () => file(JSON.stringify({ a: entry('F32', [1], -4, 0) }), 4), /tensor "a"/],
  ['end before begin', () => file(JSON.stringify({ a: entry('F32', [0], 4, 0) }), 4), /outside the file/],
  ['fractional shape', () => file(JSON.stringify({ a: entry('F32', [0.5], 0, 2) }), 2), /tensor "a"/],
  [
    'shape product that overflows',
    () => file(JSON.stringify({ a: entry('F32', [2 ** 40, 2 ** 40], 0, 4) }), 4),
    /cannot have 4 bytes/,
  ],
  ['wrong dtype size', () => file(JSON.stringify({ a: entry('F16', [4], 0, 16) }), 16), /cannot have 16 bytes/],
  ['unknown dtype', () => file(JSON.stringify({ a: entry('F128', [1], 0, 16) }), 16), /unknown dtype/],
  [
    'dtype of an object prototype',
    () => file(JSON.stringify({ a: entry('constructor', [1], 0, 4) }), 4),
    /unknown dtype/,
  ],
  [
    'overlapping tensors',
    () => file(JSON.stringify({ a: entry('F32', [2], 0, 8), b: entry('F32', [2], 4, 12) }), 12),
    /overlaps/,
  ],
  [
    'a hole between tensors',
    () => file(JSON.stringify({ a: entry('F32', [1], 0, 4), b: entry('F32', [1], 8, 12) }), 12),
    /belong to no tensor/,
  ],
  ['bytes left over', () => file(JSON.stringify({ a: entry('F32', [1], 0, 4) }), 100), /belong to no tensor/],
  [
    'a duplicate name',
    () =>
      file(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
        4,
      ),
    /occurs twice/,
  ],
  [
    'a duplicate name spelt with an escape',
    () =>
      file(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\\u0061":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
        4,
      ),
    /occurs twice/,
  ],
  ['metadata that is no map of strings', () => file('{"__metadata__":{"a":1}}'), /__metadata__/],
  ['a folder', async () => dir, /not a regular file/],
  ['nothing', async () => join(dir, 'nowhere'), /cannot be opened/],
];

describe('a hostile safetensors file is refused with what is wrong', () => {
  it.each(HOSTILE)('%s', async (_what, make, says) => {
    const path = await make();
    await expect(openSafetensors(path)).rejects.toMatchObject({
      code: 'CHECKPOINT_INVALID',
      message: expect.stringMatching(says),
    });
  });

  it('every truncation and bit flip of a header either opens or is refused, never anything else', async () => {
    const good = encodeSafetensors({
      a: floatTensor(Float32Array.of(1, 2, 3), [3]),
      b: floatTensor(Float32Array.of(4), [1]),
    });
    const path = join(dir, 'mutated');
    const outcome = async (bytes: Uint8Array) => {
      await writeFile(path, bytes);
      return openSafetensors(path).then(
        () => 'open',
        (error: { code?: string }) => error.code,
      );
    };
    for (let length = 0; length < good.length; length += 1)
      expect(await outcome(good.subarray(0, length))).toBe('CHECKPOINT_INVALID');
    for (let at = 0; at < good.length - 16; at += 1) {
      const bytes = Uint8Array.from(good);
      bytes[at]! ^= 1 << (at % 8);
      expect(['open', 'CHECKPOINT_INVALID']).toContain(await outcome(bytes));
    }
  });
});

describe('a well-formed safetensors file', () => {
  it('is read whatever the order of its header', async () => {
    const header = { b: entry('F32', [1], 4, 8), a: entry('F32', [1], 0, 4), empty: entry('F32', [0], 8, 8) };
    const tensors = await loadSafetensors(await file(JSON.stringify(header), 8));
    expect(Object.keys(tensors).sort()).toEqual(['a', 'b', 'empty']);
  });

  it('round-trips dtypes, shapes and metadata', async () => {
    const path = join(dir, 'round-trip');
    await writeFile(
      path,
      encodeSafetensors(
        {
          ü: floatTensor(Float32Array.of(1.5, -2), [1, 2]),
          ids: { dtype: 'int64', dims: [1], data: BigInt64Array.of(-7n) },
        },
        { note: 'x' },
      ),
    );
    const opened = await openSafetensors(path);
    const tensors = await loadSafetensors(path);
    expect(opened.metadata).toEqual({ note: 'x' });
    expect(tensors.ü).toEqual({ dtype: 'float32', dims: [1, 2], data: Float32Array.of(1.5, -2) });
    expect(tensors.ids?.data).toEqual(BigInt64Array.of(-7n));
  });
});
