import { GenesisError } from '../../core/errors/genesis-error.ts';
import { type CheckpointView, type DType, elementCount, type TensorShapes } from '../../core/plugin-api/index.ts';

/** A checkpoint that has names, shapes and dtypes but no bytes: enough to detect and build a network of any size. */
export function shapesOnly(
  shapes: TensorShapes,
  settings: Readonly<Record<string, unknown>> = {},
  dtypes: Readonly<Record<string, DType>> = {},
): CheckpointView {
  return {
    names: Object.keys(shapes).sort(),
    has: (name) => Object.hasOwn(shapes, name),
    get: (name) => {
      const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
      if (!shape) throw new GenesisError('CHECKPOINT_TENSOR_MISSING', `no tensor ${name}`);
      return {
        name,
        dtype: dtypes[name] ?? 'bfloat16',
        shape,
        file: '/nowhere.safetensors',
        offset: 0,
        length: 2 * elementCount(shape),
      };
    },
    read: () => Promise.reject(new Error('no bytes')),
    settings,
    hash: 'shapes only',
  };
}
