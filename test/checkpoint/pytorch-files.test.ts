import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openContainer } from '../../core/checkpoints/containers/open-container.ts';
import { readRows } from '../../core/checkpoints/tensor-values.ts';
import { PickleWriter } from '../support/synthetic/pickle-writer.ts';
import { sourceOf } from '../support/synthetic/tensor-source.ts';
import { stateDictPickle, writeStoredZip } from '../support/synthetic/write-torch-zip.ts';

/** Written by PyTorch itself: see make.py there. */
const FIXTURES = 'test/fixtures/pytorch';

interface Expected {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: readonly number[];
}

const DTYPES: Readonly<Record<string, string>> = {
  'torch.float8_e4m3fn': 'float8e4m3fn',
  'torch.float8_e5m2': 'float8e5m2',
};
const expected = JSON.parse(await readFile(join(FIXTURES, 'expected.json'), 'utf8')) as Record<
  string,
  Record<string, Expected>
>;

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-pytorch-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('checkpoints that PyTorch wrote', () => {
  it.each(Object.entries(expected))('%s opens to the values that PyTorch saved', async (file, tensors) => {
    const container = await openContainer(join(FIXTURES, file));
    expect([...container.tensors.keys()].sort()).toEqual(Object.keys(tensors).sort());
    for (const [name, { shape, dtype, values }] of Object.entries(tensors)) {
      const info = container.tensors.get(name)!;
      expect(info.shape, name).toEqual(shape);
      expect(info.dtype, name).toBe(DTYPES[dtype] ?? dtype.replace('torch.', ''));
      expect([...(await readRows(info))], name).toEqual(values);
    }
  });

  it.each([
    ['transposed.pth', /tensor "t" .* strides \[1, 4\]/],
    ['bare-tensor.pth', /holds no dict of tensors/],
    ['legacy.pth', /from before 1\.6/],
    ['torchscript.pt', /TorchScript/],
    ['whole-module.pth', /torch\.nn\.modules\.container\.Sequential/],
  ])('%s is refused with what it is', async (file, says) => {
    await expect(openContainer(join(FIXTURES, file))).rejects.toMatchObject({
      code: 'CHECKPOINT_INVALID',
      message: expect.stringMatching(says),
    });
  });
});

/** A zip with this pickle, the byte order and one storage. */
async function zipOf(name: string, pickle: Uint8Array, order = 'little'): Promise<string> {
  const path = join(dir, name);
  const member = (path: string, bytes: Uint8Array) => sourceOf(path, 'uint8', [bytes.length], bytes);
  await writeStoredZip(path, [
    member('archive/data.pkl', pickle),
    member('archive/byteorder', Buffer.from(order)),
    member('archive/data/0', new Uint8Array(64)),
  ]);
  return path;
}

async function fileOf(name: string, content: string): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, content);
  return path;
}

const call = (module: string, name: string): Buffer =>
  new PickleWriter()
    .global(module, name)
    .tuple((writer) => writer.text('touch /tmp/run'))
    .op('R')
    .finish();
const twoTensors = (elements: number) => [sourceOf('a', 'float32', [elements], new Uint8Array(0))];

describe('a hostile PyTorch file is refused with what is wrong', () => {
  it.each<[string, () => Promise<string>, RegExp]>([
    ['os.system', () => zipOf('system', call('os', 'system')), /names os\.system.*nothing of it was run/],
    ['posix.system', () => zipOf('posix', call('posix', 'system')), /names posix\.system/],
    ['builtins.eval', () => zipOf('eval', call('builtins', 'eval')), /names builtins\.eval/],
    ['a torch function that is no tensor', () => zipOf('hub', call('torch.hub', 'load')), /names torch\.hub\.load/],
    ['__reduce__ of an allowed class', () => zipOf('pair', call('collections', 'OrderedDict')), /from arguments/],
    [
      'a STACK_GLOBAL of os.system',
      () => zipOf('stack', new PickleWriter().text('os').text('system').raw([0x93]).finish()),
      /names os\.system/,
    ],
    [
      'NEWOBJ',
      () => zipOf('newobj', new PickleWriter().global('collections', 'OrderedDict').op(')').raw([0x81]).finish()),
      /opcode NEWOBJ/,
    ],
    [
      'a storage that is too short',
      () => zipOf('short', stateDictPickle(twoTensors(17))),
      /claims 17 elements but has 64 bytes/,
    ],
    [
      'a storage that is not there',
      () => zipOf('absent', stateDictPickle([...twoTensors(1), ...twoTensors(1)])),
      /lacks the storage "1"/,
    ],
    ['big-endian numbers', () => zipOf('big', stateDictPickle(twoTensors(16)), 'big'), /big-endian/],
    [
      'memo bombs',
      () => zipOf('memo', new PickleWriter().op(']').op('q\x00').op('h\x00'.repeat(200_000)).finish()),
      /stack of over/,
    ],
    [
      'nested marks',
      () => zipOf('marks', new PickleWriter().op('('.repeat(200_000)).finish()),
      /nested over|empty stack/,
    ],
    [
      'a million lists',
      () => zipOf('lists', new PickleWriter().op(`(${']'.repeat(90_000)}l`.repeat(11)).finish()),
      /opcode 0x6c|lists and dicts/,
    ],
    [
      'a huge string',
      () => zipOf('string', new PickleWriter().raw([0x58, 0xff, 0xff, 0xff, 0x7f]).finish()),
      /string of 2147483647 bytes/,
    ],
    ['nothing', () => fileOf('empty', ''), /is empty/],
    ['GGUF', () => fileOf('x.gguf', 'GGUF\x03\0\0\0'), /GGUF/],
    ['a Git LFS pointer', () => fileOf('lfs', 'version https://git-lfs.github.com/spec/v1\n'), /LFS pointer/],
    ['a web page', () => fileOf('page', '<!DOCTYPE html><html>'), /web page/],
  ])('%s', async (_what, make, says) => {
    await expect(openContainer(await make())).rejects.toMatchObject({
      code: 'CHECKPOINT_INVALID',
      message: expect.stringMatching(says),
    });
  });

  it('a compressed member is refused', async () => {
    const path = await zipOf('deflated', stateDictPickle(twoTensors(16)));
    const bytes = await readFile(path);
    const directory = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    bytes.writeUInt16LE(8, directory + 10);
    await writeFile(path, bytes);
    await expect(openContainer(path)).rejects.toThrow(/"archive\/data\.pkl" is compressed/);
  });
});
