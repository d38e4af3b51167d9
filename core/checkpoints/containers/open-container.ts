import { openSafetensors } from '../../graph/safetensors.ts';
import type { TensorContainer } from './container.ts';
import { FileWindow, refusal } from './file-window.ts';
import { INDEX_SUFFIX, openSharded } from './shards.ts';
import { openTorchZip } from './torch-zip.ts';

const HEAD_BYTES = 512;
const ACCEPTED = 'safetensors (one file, or shards with their index), or a zip that torch.save wrote';

/** File formats that hold weights, or stand where weights should be, by how they start. */
const FOREIGN: readonly { readonly what: string; readonly starts: (head: Buffer) => boolean }[] = [
  {
    // torch.save before PyTorch 1.6 starts with a pickled magic number.
    what: 'is in the PyTorch format from before 1.6 (a pickle without a zip); load and save it again with a newer PyTorch',
    starts: (head) => head.subarray(0, 14).equals(Buffer.from('80028a0a6cfc9c46f9206aa85019', 'hex').subarray(0, 14)),
  },
  {
    what: 'is a tar, the PyTorch format from before 0.1.10; load and save it again with a newer PyTorch',
    starts: (head) => head.subarray(257, 262).toString('latin1') === 'ustar',
  },
  {
    what: 'is a bare pickle, not a checkpoint of tensors; nothing of it was run',
    starts: (head) => head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5 && head[7] !== 0,
  },
  { what: 'is GGUF, which is not supported', starts: (head) => head.subarray(0, 4).toString('latin1') === 'GGUF' },
  {
    what: 'is a Git LFS pointer: the weights themselves were not downloaded',
    starts: (head) => head.toString('latin1').startsWith('version https://git-lfs'),
  },
  {
    what: 'is a web page: a download that failed',
    starts: (head) => /^\s*<(!doctype|html)/i.test(head.toString('latin1')),
  },
  {
    // A safetensors header begins behind the 8 bytes of its length.
    what: 'is no checkpoint: it starts neither as safetensors nor as a zip',
    starts: (head) => head.length > 8 && head[8] !== 0x7b,
  },
];

/**
 * Opens whatever holds a checkpoint, recognised by its first bytes; an index of shards by its name.
 * @throws GenesisError CHECKPOINT_INVALID saying what the file is, or what is wrong with it
 */
export async function openContainer(path: string): Promise<TensorContainer> {
  if (path.endsWith(INDEX_SUFFIX)) return openSharded(path);
  const refuse = refusal(path, ACCEPTED);
  const head = await FileWindow.with(path, refuse, (window) =>
    window.read(0, Math.min(HEAD_BYTES, window.bytes), 'the start'),
  );
  if (head.length === 0) refuse('is empty: a download that failed');
  if (head.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return openTorchZip(path);
  const foreign = FOREIGN.find(({ starts }) => starts(head));
  if (foreign) refuse(foreign.what);
  const { file, bytes, metadata, tensors, headerHash } = await openSafetensors(path);
  return { kind: 'safetensors', files: [file], bytes, metadata, tensors, headerHash };
}
