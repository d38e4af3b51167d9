import { createHash } from 'node:crypto';
import { DTYPE_BYTES } from '../../graph/floats.ts';
import type { TensorInfo } from '../../plugin-api/checkpoint.ts';
import { elementCount } from '../../plugin-api/tensor.ts';
import type { TensorContainer } from './container.ts';
import { FileWindow, type Refuse, refusal } from './file-window.ts';
import { readPickle } from './pickle-reader.ts';
import type { Pickled } from './pickle-values.ts';
import { asTensor, type TorchTensor, torchHost } from './torch-objects.ts';
import { memberStart, readZipDirectory, type ZipDirectory } from './zip-directory.ts';

const PICKLE = 'data.pkl';
const MAX_PICKLE_BYTES = 8 * 1024 * 1024;
/** Keys under which training scripts keep the state dict. */
const STATE_DICT_KEYS = ['state_dict', 'model_state_dict', 'model'];

/** The folder that `torch.save` puts everything into. */
function rootOf(directory: ZipDirectory, refuse: Refuse): string {
  const roots = [...directory.entries.keys()]
    .filter((name) => name.endsWith(`/${PICKLE}`) && name.indexOf('/') === name.length - PICKLE.length - 1)
    .map((name) => name.slice(0, -PICKLE.length));
  if (roots.length !== 1) return refuse(`is a zip without ${PICKLE}, so not a PyTorch checkpoint`);
  const root = roots[0]!;
  const script = [...directory.entries.keys()].some(
    (name) => name === `${root}constants.pkl` || name.startsWith(`${root}code/`),
  );
  return script ? refuse('is a TorchScript program (torch.jit.save), not a checkpoint of tensors') : root;
}

async function expectLittleEndian(
  window: FileWindow,
  directory: ZipDirectory,
  root: string,
  refuse: Refuse,
): Promise<void> {
  const entry = directory.entries.get(`${root}byteorder`);
  if (!entry) return;
  const start = await memberStart(window, directory, entry, refuse);
  const order = (await window.read(start, Math.min(entry.bytes, 16), entry.name)).toString('latin1');
  if (order !== 'little') refuse(`was written on a ${order}-endian machine`);
}

/** The dict that maps names to tensors: the pickled value, or what it holds under a usual key. */
function stateDict(value: Pickled, refuse: Refuse): Map<string | number, Pickled> {
  if (!(value instanceof Map)) return refuse('holds no dict of tensors');
  for (const key of STATE_DICT_KEYS) {
    const inner = value.get(key);
    if (inner instanceof Map) return inner;
  }
  return value;
}

/** Row-major without gaps; axes of size 1 may have any stride. */
function isContiguous({ shape, strides }: TorchTensor): boolean {
  if (shape.includes(0)) return true;
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    if (shape[axis] !== 1 && strides[axis] !== expected) return false;
    expected *= shape[axis]!;
  }
  return true;
}

/**
 * Opens a checkpoint that `torch.save` wrote (PyTorch 1.6 or newer). The pickle inside is read by a machine that knows
 * tensors, dicts and numbers, and nothing of it is run. Tensors lie uncompressed in the zip and are read in place.
 * @throws GenesisError CHECKPOINT_INVALID saying what is wrong
 */
export async function openTorchZip(path: string): Promise<TensorContainer> {
  const refuse = refusal(path, 'a PyTorch checkpoint (torch.save) of contiguous tensors');
  return FileWindow.with(path, refuse, async (window) => {
    const directory = await readZipDirectory(window, refuse);
    const root = rootOf(directory, refuse);
    await expectLittleEndian(window, directory, root, refuse);
    const pickleEntry = directory.entries.get(root + PICKLE)!;
    if (pickleEntry.bytes > MAX_PICKLE_BYTES)
      refuse(`pickle claims ${pickleEntry.bytes} bytes, over the limit of ${MAX_PICKLE_BYTES}`);
    const pickle = await window.read(
      await memberStart(window, directory, pickleEntry, refuse),
      pickleEntry.bytes,
      PICKLE,
    );
    const named = stateDict(readPickle(pickle, torchHost(refuse), refuse), refuse);

    const starts = new Map<string, { readonly start: number; readonly bytes: number }>();
    const storageOf = async (key: string): Promise<{ readonly start: number; readonly bytes: number }> => {
      const known = starts.get(key);
      if (known) return known;
      const entry =
        directory.entries.get(`${root}data/${key}`) ??
        refuse(`lacks the storage ${JSON.stringify(key)} that its pickle names`);
      const found = { start: await memberStart(window, directory, entry, refuse), bytes: entry.bytes };
      starts.set(key, found);
      return found;
    };
    const tensors = new Map<string, TensorInfo>();
    for (const [key, value] of named) {
      const tensor = asTensor(value);
      if (!tensor) continue;
      const name = String(key);
      const elementBytes = DTYPE_BYTES[tensor.dtype];
      const length = elementCount(tensor.shape) * elementBytes;
      const { start, bytes } = await storageOf(tensor.storage.key);
      if (tensor.storage.elements * (tensor.storage.dtype ? elementBytes : 1) > bytes) {
        refuse(
          `storage ${JSON.stringify(tensor.storage.key)} claims ${tensor.storage.elements} elements but has ${bytes} bytes`,
        );
      }
      if (!isContiguous(tensor)) {
        refuse(
          `tensor ${JSON.stringify(name)} of shape [${tensor.shape.join(', ')}] has strides [${tensor.strides.join(', ')}]: only contiguous tensors are read in place`,
        );
      }
      if (tensor.offset * elementBytes + length > bytes) {
        refuse(
          `tensor ${JSON.stringify(name)} of shape [${tensor.shape.join(', ')}] lies outside its storage of ${bytes} bytes`,
        );
      }
      tensors.set(name, {
        name,
        dtype: tensor.dtype,
        shape: tensor.shape,
        file: window.file,
        offset: start + tensor.offset * elementBytes,
        length,
      });
    }
    if (tensors.size === 0) refuse('holds no tensors');
    const headerHash = createHash('sha256').update(directory.raw).update(pickle).digest('hex');
    return { kind: 'PyTorch zip', files: [window.file], bytes: window.bytes, metadata: {}, tensors, headerHash };
  });
}
