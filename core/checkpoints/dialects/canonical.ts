import { GenesisError } from '../../errors/genesis-error.ts';
import type { TensorInfo } from '../../plugin-api/checkpoint.ts';
import type { Dialect, NamePair, NetworkFamily } from './dialect.ts';
import { encoderDialects } from './encoders.ts';
import { foldMarks } from './marks.ts';
import { fillName, matchName } from './name-template.ts';
import { wanDitDialects } from './wan-dit.ts';
import { wanVaeDialects } from './wan-vae.ts';

export const DIALECTS: readonly Dialect[] = [...wanDitDialects, ...wanVaeDialects, ...encoderDialects];

/** What tools put in front of every name of a network. */
const WRAPPERS: readonly string[] = [
  '',
  'model.diffusion_model.',
  'diffusion_model.',
  'module.',
  'model.',
  'wav2vec2.',
  'vae.',
];

/** A 14B network has about 1,300. */
const MAX_TENSORS = 32768;

/** A file's tensors under their official names. */
export interface CanonicalTensors {
  /** null: no known network; names are the file's. */
  readonly family: NetworkFamily | null;
  /** Dialect and wrapper as a user would name them, e.g. `diffusers`, or `official, model.diffusion_model.`. */
  readonly dialect: string | null;
  readonly tensors: ReadonlyMap<string, TensorInfo>;
}

interface Place {
  readonly ours: string;
  readonly pair: NamePair;
  /** Position in the table; of two names for one tensor the earlier wins. */
  readonly order: number;
  readonly part: number;
}

function placeOf(name: string, pairs: readonly NamePair[]): Place | null {
  for (const [order, pair] of pairs.entries()) {
    const theirs = typeof pair.theirs === 'string' ? [pair.theirs] : pair.theirs;
    for (const [part, template] of theirs.entries()) {
      const holes = matchName(template, name);
      if (holes) return { ours: fillName(pair.ours, holes), pair, order, part };
    }
  }
  return null;
}

/** The tensor that is these, joined along axis 0. */
function join(name: string, parts: readonly TensorInfo[], file: string): TensorInfo {
  const [first] = parts as [TensorInfo];
  const inner = first.shape.slice(1).join();
  if (parts.some((part) => part.shape.length !== first.shape.length || part.shape.slice(1).join() !== inner)) {
    throw new GenesisError('CHECKPOINT_INVALID', `${file}: the parts of ${name} have shapes that do not join`);
  }
  return {
    ...first,
    name,
    shape: [parts.reduce((rows, part) => rows + part.shape[0]!, 0), ...first.shape.slice(1)],
    length: parts.reduce((bytes, part) => bytes + part.length, 0),
    parts: parts.map((part, i) => ({ ...part, name: `${name}.part${i}` })),
  };
}

function rename(tensors: ReadonlyMap<string, TensorInfo>, pairs: readonly NamePair[]): Map<string, TensorInfo> {
  const renamed = new Map<string, TensorInfo>();
  const orders = new Map<string, number>();
  const joined = new Map<string, { readonly pair: NamePair; readonly parts: TensorInfo[] }>();
  const put = (name: string, info: TensorInfo, order: number): void => {
    if (order >= (orders.get(name) ?? Number.POSITIVE_INFINITY)) return;
    orders.set(name, order);
    renamed.set(name, { ...info, name });
  };
  for (const [name, info] of tensors) {
    const place = placeOf(name, pairs);
    if (!place) put(name, info, pairs.length);
    else if (typeof place.pair.theirs === 'string') {
      const ones = Array.from({ length: place.pair.leadingOnes ?? 0 }, () => 1);
      put(place.ours, { ...info, shape: [...ones, ...info.shape] }, place.order);
    } else {
      const group = joined.get(place.ours) ?? { pair: place.pair, parts: [] };
      group.parts[place.part] = info;
      joined.set(place.ours, group);
    }
  }
  for (const [name, { pair, parts }] of joined) {
    const missing = pair.theirs.length - Object.keys(parts).length;
    const file = Object.values(parts)[0]!.file;
    if (missing > 0)
      throw new GenesisError(
        'CHECKPOINT_TENSOR_MISSING',
        `${file}: ${missing} of the ${pair.theirs.length} parts of ${name} missing`,
      );
    renamed.set(name, join(name, parts, file));
  }
  return renamed;
}

/**
 * Maps a file's tensors to the official names, whatever tool wrote it. Recognises by names only; shapes are for the
 * network's own checks.
 * @throws GenesisError CHECKPOINT_UNSUPPORTED or CHECKPOINT_TENSOR_MISSING when the file cannot be mapped
 */
export function canonicalTensors(stored: ReadonlyMap<string, TensorInfo>): CanonicalTensors {
  if (stored.size > MAX_TENSORS) {
    throw new GenesisError('CHECKPOINT_UNSUPPORTED', `${stored.size} tensors are over the limit of ${MAX_TENSORS}`);
  }
  const tensors = foldMarks(stored);
  for (const wrapper of WRAPPERS) {
    const has = (name: string): boolean => tensors.has(wrapper + name);
    const dialect = DIALECTS.find((candidate) => candidate.recognises(has));
    if (!dialect) continue;
    const inside = wrapper === '' ? tensors : unwrap(tensors, wrapper);
    const scaled = [...tensors.values()].some(({ scale }) => scale) ? ['scaled'] : [];
    return {
      family: dialect.family,
      dialect: [dialect.id, ...(wrapper === '' ? [] : [wrapper]), ...scaled].join(', '),
      tensors: rename(inside, dialect.pairs(has)),
    };
  }
  return { family: null, dialect: null, tensors };
}

/** Names without the wrapper; other networks in the same file keep theirs. */
function unwrap(tensors: ReadonlyMap<string, TensorInfo>, wrapper: string): Map<string, TensorInfo> {
  return new Map(
    [...tensors].map(([name, info]) => [name.startsWith(wrapper) ? name.slice(wrapper.length) : name, info]),
  );
}
