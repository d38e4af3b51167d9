import { statSync, writeFileSync } from 'node:fs';
import { mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recogniseContainer } from '../../core/checkpoints/checkpoint-set.ts';
import { storedTensors } from '../../core/checkpoints/tensor-values.ts';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import { PickleWriter } from '../support/synthetic/pickle-writer.ts';
import { randomNetwork } from '../support/synthetic/random-weights.ts';
import { sourceOf } from '../support/synthetic/tensor-source.ts';
import { STORAGES, writeCheckpoint } from '../support/synthetic/write-checkpoint.ts';
import { stateDictPickle, writeStoredZip } from '../support/synthetic/write-torch-zip.ts';

const LIMIT_SECONDS = 2;
const LIMIT_BYTES = 256 * 2 ** 20;
const TINY = { convDim: 4, dim: 64, ffn: 8, layers: 1, posKernel: 4, posGroups: 4 };

let dir: string;
const tally = { files: 0, refused: 0, slowest: 0, largest: 0 };

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/**
 * Runs something and notes by how many bytes the process may have grown: from what it had after garbage collection to
 * the most that it ever had.
 */
async function measured(work: () => Promise<void>): Promise<void> {
  collectGarbage();
  const before = process.memoryUsage.rss();
  await work();
  tally.largest = Math.max(tally.largest, process.resourceUsage().maxRSS * 1024 - before);
}

/** mulberry32, so that every run tries the same files. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Opens a hostile file: it must be refused with an expected error, or open to tensors that lie inside the file. */
async function attempt(path: string, bytes: number): Promise<void> {
  const began = performance.now();
  try {
    const { canonical } = await recogniseContainer(path);
    for (const tensor of [...canonical.tensors.values()].flatMap(storedTensors)) {
      if (tensor.offset < 0 || tensor.offset + tensor.length > bytes)
        throw new Error(`${tensor.name} lies outside the file`);
    }
  } catch (error) {
    if (!(error instanceof GenesisError)) throw error;
    tally.refused += 1;
  }
  tally.files += 1;
  tally.slowest = Math.max(tally.slowest, (performance.now() - began) / 1000);
}

async function attemptBytes(bytes: Uint8Array, name = 'hostile'): Promise<void> {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  await attempt(path, bytes.length);
}

/** Several at a time; the time of each then includes what the others took. */
async function attemptAll(count: number, make: (i: number) => Uint8Array): Promise<void> {
  let next = 0;
  const worker = async (_: unknown, id: number): Promise<void> => {
    while (next < count) await attemptBytes(make(next++), `hostile-${id}`);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-hostile-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** A good file, and where its structure (not its numbers) lies. */
async function victim(container: 'safetensors' | 'pth'): Promise<{ bytes: Buffer; structure: [number, number][] }> {
  const form = { dialect: 'diffusers', container, storage: STORAGES.F8_E4M3_SCALED! } as const;
  const bytes = await readFile(
    await writeCheckpoint(dir, 'victim', 'wav2vec2', randomNetwork('wav2vec2', TINY, 3), form),
  );
  if (container === 'safetensors') return { bytes, structure: [[0, 8 + Number(bytes.readBigUInt64LE())]] };
  const pickleEnd = bytes.indexOf(Buffer.from('PK\x03\x04', 'latin1'), 4);
  return {
    bytes,
    structure: [
      [0, pickleEnd],
      [bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1')), bytes.length],
    ],
  };
}

const NASTY = [0x00, 0x01, 0x28, 0x2e, 0x52, 0x63, 0x7f, 0x80, 0x93, 0xff];

describe.each(['safetensors', 'pth'] as const)('mutations of a %s file', (container) => {
  it('truncated, with bits flipped, bytes replaced, runs cut out, doubled or blanked: refused, or read inside the file', async () => {
    const { bytes, structure } = await victim(container);
    const next = random(container === 'pth' ? 11 : 12);
    const place = (): number => {
      const [from, to] = structure[next(structure.length)]!;
      return from + next(to - from);
    };
    await attemptAll(250, (i) => bytes.subarray(0, i < 125 ? place() : next(bytes.length)));
    await attemptAll(2000, (i) => {
      const copy = Buffer.from(bytes);
      const at = place();
      const end = Math.min(bytes.length, at + 1 + next(24));
      switch (i % 5) {
        case 0:
          copy[at]! ^= 1 << next(8);
          return copy;
        case 1:
          copy[at] = NASTY[next(NASTY.length)]!;
          return copy;
        case 2:
          return copy.fill(NASTY[next(NASTY.length)]!, at, end);
        case 3:
          copy.copyWithin(at, place(), bytes.length);
          return copy;
        default:
          return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
      }
    });
  }, 60_000);
});

/** Random programs in the pickle machine's own language. */
const PIECES: readonly ((pickle: PickleWriter, next: (below: number) => number) => void)[] = [
  (pickle, next) => pickle.op('()]}NQRabeustQ.'[next(14)]!),
  (pickle, next) => pickle.raw([0x85 + next(3)]),
  (pickle, next) => pickle.raw([0x68, next(4)]),
  (pickle, next) => pickle.raw([0x71, next(4)]),
  (pickle, next) => pickle.text(['storage', 'cpu', '0', 'a'][next(4)]!),
  (pickle, next) => pickle.whole([0, 1, -1, 2 ** 31, 2 ** 52][next(5)]!),
  (pickle) => pickle.global('collections', 'OrderedDict').op(')R'),
  (pickle) => pickle.global('torch._utils', '_rebuild_tensor_v2'),
  (pickle, next) => pickle.global(['os', 'torch', 'builtins'][next(3)]!, ['system', 'FloatStorage', 'eval'][next(3)]!),
];

describe('hostile pickles', () => {
  const zip = async (pickle: Uint8Array): Promise<string> => {
    const path = join(dir, 'program');
    const member = (name: string, bytes: Uint8Array) => sourceOf(name, 'uint8', [bytes.length], bytes);
    await writeStoredZip(path, [member('archive/data.pkl', pickle), member('archive/data/0', new Uint8Array(64))]);
    return path;
  };

  it('made of random programs never run, and end', async () => {
    const next = random(99);
    for (let i = 0; i < 600; i += 1) {
      const pickle = new PickleWriter();
      for (let length = 1 + next(60); length > 0; length -= 1) PIECES[next(PIECES.length)]!(pickle, next);
      const path = await zip(pickle.finish());
      await attempt(path, statSync(path).size);
    }
  });

  it.each<[string, () => Uint8Array]>([
    ['8 MB of empty dicts', () => Buffer.from('}'.repeat(8e6))],
    ['8 MB of marks', () => Buffer.from('('.repeat(8e6))],
    ['4 million memo entries', () => Buffer.concat([Buffer.from(']'), Buffer.from('q\0'.repeat(4e6), 'latin1')])],
    ['a list in a list, a million deep', () => Buffer.from(`${']'.repeat(9e4)}${'a'.repeat(9e4 - 1)}`.repeat(11))],
    ['a dict that holds itself', () => Buffer.from('}q\0X\x01\0\0\0ah\0s.', 'latin1')],
    [
      'tuples of tuples that double',
      () => Buffer.concat([Buffer.from(')'), Buffer.from('q\0h\0\x86'.repeat(1e6), 'latin1')]),
    ],
    [
      'a million OrderedDicts',
      () =>
        Buffer.concat([
          Buffer.from('ccollections\nOrderedDict\nq\0', 'latin1'),
          Buffer.from('h\0)R'.repeat(1e6), 'latin1'),
        ]),
    ],
    [
      '30,000 tensors',
      () =>
        stateDictPickle(Array.from({ length: 30_000 }, (_, i) => sourceOf(`t${i}`, 'uint8', [1], new Uint8Array(0)))),
    ],
  ])('with %s are refused or read within the limits', async (_what, make) => {
    const path = await zip(make());
    await measured(() => attempt(path, statSync(path).size));
  });
});

describe('headers that claim much', () => {
  const header = (json: string): Promise<void> => {
    const body = Buffer.from(json);
    const prefix = Buffer.alloc(8);
    prefix.writeBigUInt64LE(BigInt(body.length));
    const path = join(dir, 'claims');
    writeFileSync(path, Buffer.concat([prefix, body]));
    return measured(() => attempt(path, 8 + body.length));
  };

  it.each<[string, () => string]>([
    ['8 MB of nesting', () => `{"a":${'['.repeat(4e6)}`],
    ['8 MB of nested objects', () => '{"a":'.repeat(1.5e6)],
    [
      'a shape of a million strings',
      () => `{"a":{"dtype":"F32","shape":[${'"x",'.repeat(1e6)}1],"data_offsets":[0,4]}}`,
    ],
    [
      'a million metadata keys',
      () => `{"__metadata__":{${Array.from({ length: 6e5 }, (_, i) => `"${i}":""`).join()}}}`,
    ],
    [
      '100,000 empty tensors',
      () =>
        `{${Array.from({ length: 1e5 }, (_, i) => `"${i}":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}`).join()}}`,
    ],
    ['one name, 8 MB long', () => `{"${'a'.repeat(8e6)}":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}`],
    ['the name __proto__', () => '{"__proto__":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}'],
  ])('safetensors: %s', async (_what, make) => {
    await header(make());
  });

  it('zip: members of claimed terabytes, and a directory over the limit, in a sparse file', async () => {
    const { bytes } = await victim('pth');
    const directory = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    for (const field of [16, 20, 24, 42]) {
      for (const claim of [0xffffffff, 0xfffffffe, 0x7fffffff]) {
        const copy = Buffer.from(bytes);
        copy.writeUInt32LE(claim, directory + field);
        await attemptBytes(copy);
      }
    }
    for (const field of [8, 10, 12, 16]) {
      const copy = Buffer.from(bytes);
      copy.fill(0xff, copy.length - 22 + field, copy.length - 22 + field + 2);
      await attemptBytes(copy);
    }
    const path = join(dir, 'sparse');
    await writeFile(path, bytes.subarray(0, 4));
    await truncate(path, 2 ** 40);
    const file = await open(path, 'r+');
    await file.write(bytes.subarray(-98), 0, 98, 2 ** 40 - 98);
    await file.close();
    await measured(() => attempt(path, 2 ** 40));
  });
});

it('over 5,000 hostile files: none crashed, took over 2 s, or over 256 MB', () => {
  expect(tally.files).toBeGreaterThan(5000);
  expect(tally.refused).toBeGreaterThan(2000);
  expect(tally.slowest).toBeLessThan(LIMIT_SECONDS);
  expect(tally.largest).toBeLessThan(LIMIT_BYTES);
});
