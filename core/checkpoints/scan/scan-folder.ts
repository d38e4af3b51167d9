import { GenesisError } from '../../errors/genesis-error.ts';
import type { Network, NetworkContribution, NetworkFacts, NetworkRole } from '../../plugin-api/network.ts';
import type { RecognisedContainer } from '../checkpoint-set.ts';
import {
  assembleCheckpoint,
  type CheckpointSet,
  type Precision,
  precisionsOf,
  recogniseContainer,
} from '../checkpoint-set.ts';
import { openShardFiles } from '../containers/shards.ts';
import { canonicalTensors } from '../dialects/canonical.ts';
import { isLora, loraNaming } from '../lora/lora-keys.ts';
import { type Candidate, candidateOf, findModelFiles } from './model-files.ts';
import { neighbourSettings } from './neighbour-settings.ts';

/** A network plugin that may recognise a checkpoint. */
export interface NetworkCandidate {
  readonly contribution: NetworkContribution;
  readonly network: Network;
}

/** A network that a plugin recognised. */
export interface RecognisedNetwork extends NetworkCandidate {
  readonly role: NetworkRole;
  readonly config: unknown;
  readonly facts: NetworkFacts;
  readonly checkpoint: CheckpointSet;
}

export type ScannedKind = 'network' | 'infinitetalk-patch' | 'lora' | 'unusable';

/** One checkpoint that was found: a file, or a set of shards. */
export interface ScannedCheckpoint {
  readonly kind: ScannedKind;
  /** The file, the index, or the first shard. */
  readonly path: string;
  readonly files: readonly string[];
  readonly bytes: number;
  readonly dialect: string | null;
  /** The most bytes first. */
  readonly precisions: readonly Precision[];
  /** With kind `network`. */
  readonly network: RecognisedNetwork | null;
  /** Open, for assembling a network with its overlays; null when it could not be opened. */
  readonly container: RecognisedContainer | null;
  /** With kind `unusable`: what it is, or what is wrong with it. */
  readonly problem: GenesisError | null;
}

export interface FolderScan {
  readonly checkpoints: readonly ScannedCheckpoint[];
  readonly tokenizers: readonly string[];
  readonly truncated: boolean;
}

const pathOf = (candidate: Candidate): string => ('path' in candidate ? candidate.path : candidate.shards[0]!);

async function openCandidate(candidate: Candidate): Promise<RecognisedContainer> {
  if ('path' in candidate) return recogniseContainer(candidate.path);
  const container = await openShardFiles(candidate.shards);
  return { container, canonical: canonicalTensors(container.tensors) };
}

/** @throws GenesisError what a plugin says of a checkpoint that only looks like its network */
export function recogniseNetwork(
  checkpoint: CheckpointSet,
  candidates: readonly NetworkCandidate[],
): RecognisedNetwork | null {
  let lookalike: unknown = null;
  for (const { contribution, network } of candidates) {
    try {
      const config = network.detect(checkpoint);
      if (config !== null) {
        return { contribution, network, role: contribution.role, config, facts: network.facts(config), checkpoint };
      }
    } catch (error) {
      if (!(error instanceof GenesisError)) throw error;
      lookalike ??= error;
    }
  }
  if (lookalike !== null) throw lookalike;
  return null;
}

/** Names of tensors that a message shows. */
const SOME = 3;

function unknownNetwork(path: string, names: readonly string[]): GenesisError {
  const some = [...names.slice(0, SOME), ...(names.length > SOME ? ['...'] : [])].join(', ');
  const what =
    names.length === 0 ? 'no tensors' : `${names.length} tensors (${some}) of no network that a plugin knows`;
  return new GenesisError('CHECKPOINT_UNSUPPORTED', `${path}: ${what}`, {
    accepted: 'Wan 2.1 I2V, InfiniteTalk, umT5, CLIP ViT-H, wav2vec2 base, the Wan 2.1 VAE, or a LoRA',
  });
}

/** Shapes that do not go together, in several files, are those of several checkpoints more often than not. */
function ofShards(problem: GenesisError, opened: RecognisedContainer | null): GenesisError {
  if (problem.code !== 'CHECKPOINT_INVALID' || !opened || opened.container.files.length === 1) return problem;
  return new GenesisError(problem.code, `${problem.message}; its shards may be of different checkpoints`, {
    accepted: `${problem.accepted ?? 'other values'}, in shards that were downloaded together`,
    cause: problem,
  });
}

/** Recognises one candidate; what is wrong with it becomes its problem. */
async function scanCandidate(candidate: Candidate, networks: readonly NetworkCandidate[]): Promise<ScannedCheckpoint> {
  const path = pathOf(candidate);
  const nothing = {
    path,
    files: 'path' in candidate ? [path] : candidate.shards,
    bytes: 0,
    dialect: null,
    precisions: [],
    network: null,
    problem: null,
  };
  let opened: RecognisedContainer | null = null;
  try {
    opened = await openCandidate(candidate);
    const { container, canonical } = opened;
    const found = {
      path,
      files: container.files,
      bytes: container.bytes,
      dialect: canonical.dialect,
      precisions: precisionsOf(canonical.tensors.values()),
      container: opened,
      network: null,
      problem: null,
    };
    const names = [...container.tensors.keys()];
    if (canonical.family === null && isLora(names)) return { ...found, kind: 'lora', dialect: loraNaming(names) };
    if (canonical.family === 'infinitetalk-patch') return { ...found, kind: 'infinitetalk-patch' };
    const checkpoint = await assembleCheckpoint(opened, [], await neighbourSettings(path, canonical.family));
    const network = recogniseNetwork(checkpoint, networks);
    if (network) return { ...found, kind: 'network', network };
    return { ...found, kind: 'unusable', problem: unknownNetwork(path, checkpoint.names) };
  } catch (error) {
    const problem =
      error instanceof GenesisError
        ? ofShards(error, opened)
        : new GenesisError('CHECKPOINT_INVALID', `${path}: cannot be read`, { cause: error });
    return { ...nothing, kind: 'unusable', container: opened, problem };
  }
}

/** Recognises the checkpoint that a file is, or is a shard of; what is wrong with it becomes its problem. */
export async function scanFile(path: string, networks: readonly NetworkCandidate[]): Promise<ScannedCheckpoint> {
  return scanCandidate(await candidateOf(path), networks);
}

/**
 * Finds every checkpoint in a folder and below, as ComfyUI, diffusers and the official tools lay them out, and says what
 * each is. Reads headers and small samples; a bad file is an entry with a problem.
 * @throws what the file system says when the folder itself cannot be read
 */
export async function scanFolder(dir: string, networks: readonly NetworkCandidate[]): Promise<FolderScan> {
  const { candidates, tokenizers, truncated } = await findModelFiles(dir);
  const checkpoints: ScannedCheckpoint[] = [];
  for (const candidate of candidates) checkpoints.push(await scanCandidate(candidate, networks));
  return { checkpoints, tokenizers, truncated };
}
