import { GenesisError } from '../errors/genesis-error.ts';
import type { CheckpointView, TensorInfo } from '../plugin-api/checkpoint.ts';
import type { DType } from '../plugin-api/tensor.ts';
import type { TensorContainer } from './containers/container.ts';
import { openContainer } from './containers/open-container.ts';
import { contentHash } from './content-hash.ts';
import { type CanonicalTensors, canonicalTensors } from './dialects/canonical.ts';
import type { NetworkFamily } from './dialects/dialect.ts';
import { applyPatch } from './patch.ts';
import { canonicalSettings } from './settings.ts';
import { readRows, storedTensors } from './tensor-values.ts';

/** An open checkpoint: one network's tensors under their official names, from one or more files. */
export interface CheckpointSet extends CheckpointView {
  readonly family: NetworkFamily | null;
  /** In which dialect the base was written. */
  readonly dialect: string | null;
  /** Absolute real paths, the base's first. */
  readonly files: readonly string[];
  /** Size of the files together. */
  readonly bytes: number;
  /** Bytes of weights by how they are stored, the most first. */
  readonly precisions: readonly Precision[];
}

export interface Precision {
  readonly dtype: DType;
  /** Stored with a scale per weight or per row. */
  readonly scaled: boolean;
  readonly bytes: number;
}

/** A container and what its tensors are. */
export interface RecognisedContainer {
  readonly container: TensorContainer;
  readonly canonical: CanonicalTensors;
}

export async function recogniseContainer(path: string): Promise<RecognisedContainer> {
  const container = await openContainer(path);
  return { container, canonical: canonicalTensors(container.tensors) };
}

export function precisionsOf(tensors: Iterable<TensorInfo>): Precision[] {
  const found = new Map<string, Precision>();
  const add = ({ dtype, length, scale, parts }: TensorInfo): void => {
    if (parts) {
      parts.forEach(add);
      return;
    }
    const key = `${dtype}${scale ? ' scaled' : ''}`;
    found.set(key, { dtype, scaled: scale !== undefined, bytes: (found.get(key)?.bytes ?? 0) + length });
  };
  for (const tensor of tensors) add(tensor);
  return [...found.values()].sort((a, b) => b.bytes - a.bytes);
}

/** The same for containers that are open already. */
export async function assembleCheckpoint(
  base: RecognisedContainer,
  overlays: readonly RecognisedContainer[] = [],
  settings: Readonly<Record<string, unknown>> = {},
): Promise<CheckpointSet> {
  const { family, dialect } = base.canonical;
  let { tensors } = base.canonical;
  for (const { container, canonical } of overlays) {
    tensors = applyPatch({ ...base.canonical, tensors }, canonical, container.files[0]!);
  }
  const containers = [base, ...overlays].map(({ container }) => container);
  const names = [...tensors.keys()].sort();
  const stored = names.flatMap((name) => storedTensors(tensors.get(name)!));
  const officialSettings = canonicalSettings(family, settings);
  const get = (name: string): TensorInfo => {
    const info = tensors.get(name);
    if (!info) throw new GenesisError('CHECKPOINT_TENSOR_MISSING', `${containers[0]!.files[0]} has no tensor ${name}`);
    return info;
  };
  return {
    family,
    dialect,
    files: containers.flatMap(({ files }) => files),
    bytes: containers.reduce((sum, { bytes }) => sum + bytes, 0),
    precisions: precisionsOf(tensors.values()),
    names,
    has: (name) => tensors.has(name),
    get,
    read: (name) => readRows(get(name)),
    settings: officialSettings,
    hash: await contentHash(
      containers.map(({ headerHash }) => headerHash),
      stored,
      officialSettings,
    ),
  };
}
