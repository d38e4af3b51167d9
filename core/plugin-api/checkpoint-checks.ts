import { GenesisError } from '../errors/genesis-error.ts';
import type { CheckpointView, TensorInfo } from './checkpoint.ts';
import { type DType, elementCount } from './tensor.ts';

const WEIGHT_TYPES: readonly DType[] = ['float32', 'float16', 'bfloat16', 'float8e4m3fn', 'float8e5m2'];

/** Tensor name → shape: everything that a network reads from its checkpoint. */
export type TensorShapes = Readonly<Record<string, readonly number[]>>;

/** A checkpoint of a known network lacks tensors. */
export class MissingTensorsError extends GenesisError {
  /** All of them. */
  readonly missing: readonly string[];

  constructor(network: string, missing: readonly string[]) {
    const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
    super(
      'CHECKPOINT_TENSOR_MISSING',
      `${network}: the checkpoint has no tensor ${missing.slice(0, 3).join(', ')}${more}`,
    );
    this.missing = missing;
  }
}

/**
 * Checks that a checkpoint has every tensor of a network with the shape and a float dtype.
 * @returns number of elements of these tensors
 * @throws MissingTensorsError, GenesisError CHECKPOINT_INVALID (shape) or CHECKPOINT_UNSUPPORTED (dtype)
 */
export function expectTensors(checkpoint: CheckpointView, network: string, shapes: TensorShapes): number {
  const missing = Object.keys(shapes).filter((name) => !checkpoint.has(name));
  if (missing.length > 0) throw new MissingTensorsError(network, missing);
  let elements = 0;
  for (const [name, shape] of Object.entries(shapes)) {
    const { dtype, shape: found } = checkpoint.get(name);
    if (found.length !== shape.length || found.some((size, axis) => size !== shape[axis])) {
      const accepted = `[${shape.join(', ')}]`;
      throw new GenesisError(
        'CHECKPOINT_INVALID',
        `${network}: ${name} is [${found.join(', ')}], expected ${accepted}`,
        { accepted },
      );
    }
    if (!WEIGHT_TYPES.includes(dtype)) {
      const accepted = WEIGHT_TYPES.join(', ');
      throw new GenesisError('CHECKPOINT_UNSUPPORTED', `${network}: ${name} is ${dtype}, expected one of ${accepted}`, {
        accepted,
      });
    }
    elements += elementCount(shape);
  }
  return elements;
}

/**
 * The tensor of this name, with the given number of axes, none of them empty.
 * @throws GenesisError CHECKPOINT_TENSOR_MISSING or CHECKPOINT_INVALID
 */
export function expectRank(checkpoint: CheckpointView, network: string, name: string, rank: number): TensorInfo {
  const tensor = checkpoint.get(name);
  if (tensor.shape.length !== rank || tensor.shape.includes(0)) {
    throw new GenesisError(
      'CHECKPOINT_INVALID',
      `${network}: ${name} is [${tensor.shape.join(', ')}], expected ${rank} non-empty axes`,
    );
  }
  return tensor;
}

/** Number of consecutive layers `<prefix>0<suffix>`, `<prefix>1<suffix>`, ... in a checkpoint. */
export function countLayers(checkpoint: CheckpointView, prefix: string, suffix: string): number {
  let count = 0;
  while (checkpoint.has(`${prefix}${count}${suffix}`)) count += 1;
  return count;
}

/**
 * A positive number of the checkpoint's settings.
 * @param fallback used when the setting is absent
 * @throws GenesisError CHECKPOINT_INVALID when it is neither absent nor a positive number
 */
export function positiveSetting(checkpoint: CheckpointView, key: string, fallback: number): number {
  const value = checkpoint.settings[key] ?? fallback;
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value;
  throw new GenesisError('CHECKPOINT_INVALID', `setting ${key} is ${JSON.stringify(value)}`, {
    field: key,
    accepted: 'a positive number',
  });
}
