import type { GenesisError } from '../errors/genesis-error.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';
import type { GenerationMode } from '../runs/spec.ts';
import { type CheckedCheckpoint, checkCheckpoint } from './check-checkpoint.ts';
import { describeNetwork } from './describe-network.ts';
import { type ModelSet, networkCandidates, supportedModes } from './model-set.ts';

export interface CheckedModelSet {
  readonly name: string;
  readonly dir: string;
  /** Modes that its networks can carry out together. */
  readonly modes: readonly GenerationMode[];
  /** What keeps it from carrying out any mode. */
  readonly lacks: readonly string[];
  /** Path of tokenizer.json, or null. */
  readonly tokenizer: string | null;
  readonly checkpoints: readonly CheckedCheckpoint[];
  /** Besides those of single checkpoints: patches that fit no DiT. */
  readonly problems: readonly GenesisError[];
}

const NEEDED = ['dit', 'text-encoder', 'image-encoder', 'vae'] as const;

/** Roles that every mode needs and the set lacks. */
export function lacking(set: ModelSet): string[] {
  const networks = NEEDED.filter((role) => !set.networks[role]);
  return set.tokenizer ? networks : [...networks, 'tokenizer.json'];
}

/** What keeps a set from a mode, in words; all that is wrong with its files is among it. */
export function obstacles(set: ModelSet, mode: GenerationMode): string[] {
  const lacks = lacking(set);
  const { dit, 'audio-encoder': hearing } = set.networks;
  const talks = mode === 'INFINITETALK' && dit;
  return [
    ...(lacks.length > 0 ? [`it has no ${lacks.join(' and no ')}, which every mode needs`] : []),
    ...(talks && describeNetwork(dit).audioWindow === null ? ['its dit has no InfiniteTalk patch'] : []),
    ...(talks && !hearing ? ['it has no audio-encoder'] : []),
    ...set.problems.map(({ message }) => message),
  ];
}

/** Looks closely at every checkpoint of a set. */
export async function checkModelSet(set: ModelSet, registry: PluginRegistry): Promise<CheckedModelSet> {
  const candidates = networkCandidates(registry);
  const dit = set.networks.dit?.checkpoint ?? null;
  const checkpoints: CheckedCheckpoint[] = [];
  for (const scanned of set.checkpoints) checkpoints.push(await checkCheckpoint(scanned, candidates, dit));
  const own = new Set(checkpoints.map(({ problem }) => problem));
  return {
    name: set.name,
    dir: set.dir,
    modes: supportedModes(set),
    lacks: lacking(set),
    tokenizer: set.tokenizer,
    checkpoints,
    problems: set.problems.filter((problem) => !own.has(problem)),
  };
}
