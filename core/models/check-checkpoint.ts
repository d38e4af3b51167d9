import { assembleCheckpoint, type Precision, precisionsOf } from '../checkpoints/checkpoint-set.ts';
import type { TensorContainer } from '../checkpoints/containers/container.ts';
import { parseLoraKey } from '../checkpoints/lora/lora-keys.ts';
import { openLora } from '../checkpoints/lora/lora-overlay.ts';
import { neighbourSettings } from '../checkpoints/scan/neighbour-settings.ts';
import type { NetworkCandidate, ScannedCheckpoint, ScannedKind } from '../checkpoints/scan/scan-folder.ts';
import { GenesisError } from '../errors/genesis-error.ts';
import type { CheckpointView } from '../plugin-api/checkpoint.ts';
import { MissingTensorsError } from '../plugin-api/checkpoint-checks.ts';
import type { NetworkRole } from '../plugin-api/network.ts';

/** A network that a plugin recognised, as people want to see it. */
export interface CheckedNetwork {
  readonly role: NetworkRole;
  /** Id of the network plugin. */
  readonly plugin: string;
  readonly parameters: number;
  readonly dims: Readonly<Record<string, number | string | readonly number[]>>;
}

/** Everything that is known of one checkpoint without running it. */
export interface CheckedCheckpoint {
  /** The file, the index, or the first shard. */
  readonly path: string;
  readonly kind: ScannedKind;
  /** null when the file could not be opened. */
  readonly container: TensorContainer['kind'] | null;
  readonly dialect: string | null;
  readonly bytes: number;
  /** Number of tensors under their official names. */
  readonly tensors: number;
  /** The most bytes first. */
  readonly precisions: readonly Precision[];
  /** Identity of the content; null when the file could not be opened. */
  readonly hash: string | null;
  readonly network: CheckedNetwork | null;
  /** Tensors that the network needs and the checkpoint lacks. */
  readonly missing: readonly string[];
  /** Tensors that the network does not read. */
  readonly unexpected: readonly string[];
  /** What it can be used for. */
  readonly use: string;
  readonly problem: GenesisError | null;
}

const USE_OF_ROLE: Readonly<Record<NetworkRole, string>> = {
  'text-encoder': 'prompts, in both modes',
  'image-encoder': 'the first picture, in both modes',
  'audio-encoder': 'the voice, in INFINITETALK',
  vae: 'pictures to latents and back, in both modes',
  dit: 'I2V; with an InfiniteTalk patch also INFINITETALK',
};

/** A checkpoint that keeps book of what a plugin asks of it. */
function watched(checkpoint: CheckpointView): { view: CheckpointView; read: Set<string>; absent: Set<string> } {
  const read = new Set<string>();
  const absent = new Set<string>();
  const note = (name: string): void => void (checkpoint.has(name) ? read : absent).add(name);
  const view: CheckpointView = {
    names: checkpoint.names,
    settings: checkpoint.settings,
    hash: checkpoint.hash,
    has: (name) => checkpoint.has(name),
    get(name) {
      note(name);
      return checkpoint.get(name);
    },
    read(name) {
      note(name);
      return checkpoint.read(name);
    },
  };
  return { view, read, absent };
}

type TensorLists = Pick<CheckedCheckpoint, 'missing' | 'unexpected'>;

function compareTensors(checkpoint: CheckpointView, candidates: readonly NetworkCandidate[]): TensorLists {
  let missing: readonly string[] = [];
  for (const { network } of candidates) {
    const { view, read, absent } = watched(checkpoint);
    try {
      if (network.detect(view) === null) continue;
      return { missing: [], unexpected: checkpoint.names.filter((name) => !read.has(name)) };
    } catch (error) {
      if (!(error instanceof GenesisError)) throw error;
      if (missing.length === 0) missing = error instanceof MissingTensorsError ? error.missing : [...absent];
    }
  }
  return { missing, unexpected: [] };
}

async function loraUse(
  { path, container }: ScannedCheckpoint,
  dit: CheckpointView | null,
): Promise<Pick<CheckedCheckpoint, 'use' | 'unexpected' | 'problem'>> {
  const targets = new Set([...container!.container.tensors.keys()].map((name) => parseLoraKey(name)?.target ?? name));
  if (!dit) return { use: `a LoRA with ${targets.size} targets`, unexpected: [], problem: null };
  try {
    const { patches, unmatched } = await openLora(path, dit);
    return { use: `a LoRA; ${patches.size} targets fit the set's DiT`, unexpected: unmatched, problem: null };
  } catch (error) {
    if (!(error instanceof GenesisError)) throw error;
    return { use: 'nothing in this set', unexpected: [], problem: error };
  }
}

/**
 * Looks closely at a checkpoint that a scan found. Reads headers and small samples.
 * @param dit the set's DiT, which LoRAs are fitted to
 */
export async function checkCheckpoint(
  scanned: ScannedCheckpoint,
  candidates: readonly NetworkCandidate[],
  dit: CheckpointView | null = null,
): Promise<CheckedCheckpoint> {
  const { path, kind, problem, container: opened, network } = scanned;
  const nothing = { missing: [], unexpected: [], network: null, problem, use: 'nothing' };
  if (!opened) {
    const unread = { container: null, dialect: null, bytes: 0, tensors: 0, precisions: [], hash: null };
    return { path, kind, ...unread, ...nothing };
  }
  const { container, canonical } = opened;
  const settings = await neighbourSettings(path, canonical.family).catch(() => ({}));
  const checkpoint = network?.checkpoint ?? (await assembleCheckpoint(opened, [], settings));
  const found = {
    path,
    kind,
    container: container.kind,
    dialect: scanned.dialect ?? canonical.dialect,
    bytes: container.bytes,
    tensors: canonical.tensors.size,
    precisions: precisionsOf(canonical.tensors.values()),
    hash: checkpoint.hash,
    ...nothing,
  };
  if (kind === 'lora') return { ...found, ...(await loraUse(scanned, dit)) };
  if (kind === 'infinitetalk-patch') return { ...found, use: 'INFINITETALK, over a Wan 2.1 I2V DiT' };
  const lists = compareTensors(checkpoint, candidates);
  if (!network) return { ...found, ...lists };
  const { role, contribution, facts } = network;
  const patched = role === 'dit' && checkpoint.has('audio_proj.proj1.weight');
  return {
    ...found,
    ...lists,
    use: patched ? 'INFINITETALK and I2V' : USE_OF_ROLE[role],
    network: { role, plugin: contribution.id, parameters: facts.parameters, dims: facts.dims },
  };
}
