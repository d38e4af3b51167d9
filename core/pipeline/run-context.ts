import { GenesisError } from '../errors/genesis-error.ts';
import type { VoiceFile } from '../media/voice-track.ts';
import type { MemoryDetector } from '../memory/memory-limits.ts';
import type { NetworkPool } from '../memory/network-pool.ts';
import type { ModelSet } from '../models/model-set.ts';
import type { MemoryBudget } from '../plugin-api/memory-strategy.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';
import type { GenerationSpec } from '../runs/spec.ts';
import type { InputLimits, RunOrder } from '../runs/worker-protocol.ts';
import type { MemorySampler } from '../runtime/memory-sampler.ts';
import type { RunEvent, StageJournal } from './journal.ts';
import type { PooledNetworks } from './pooled-networks.ts';
import type { PartialStore } from './sampler-checkpoint.ts';
import type { StageStore } from './stage-store.ts';

/** What a run works with; outlives it. */
export interface RunSurroundings {
  readonly registry: PluginRegistry;
  readonly models: Readonly<Record<string, string>>;
  /** Folder of LoRAs that all model sets share; null: there is none. */
  readonly lorasDir: string | null;
  readonly pool: NetworkPool;
  readonly store: StageStore;
  readonly dataDir: string;
  /** Bytes that must stay free on the disk of the data folder. */
  readonly minFreeDisk: number;
  /** Unfinished stage outputs of the generation. */
  readonly partials: PartialStore;
  /** Least time between two states of a sampler that are stored, in seconds. */
  readonly checkpointSeconds: number;
  /** Folder of weights that a precision has made. */
  readonly weightsDir: string;
  readonly sampler: MemorySampler;
  readonly threads: number;
  /** Configured limits of memory; null: what is free. */
  readonly memory: MemoryBudget;
  /** Of this process, from its start on. */
  readonly detector: MemoryDetector;
  readonly limits: InputLimits;
  readonly cache: boolean;
  readonly signal: AbortSignal;
  readonly emit: (event: RunEvent) => void;
  /** Takes a picture of what is being sampled, a WebP file; the latest wins. */
  readonly showPreview: (image: Uint8Array) => void;
}

/** One run with everything that its stages share. */
export interface Run {
  readonly spec: GenerationSpec;
  readonly order: RunOrder;
  readonly journal: StageJournal;
  readonly networks: PooledNetworks;
  readonly model: ModelSet;
  readonly surroundings: RunSurroundings;
}

/** The path of one of the order's assets. @throws GenesisError ASSET_NOT_FOUND */
export function fileOf(order: RunOrder, asset: string): string {
  const file = order.files[asset];
  if (!file) throw new GenesisError('ASSET_NOT_FOUND', `the run was given no file for asset ${asset}`);
  return file;
}

/** Files of the voices, in the order of the speakers. */
export function voiceFiles(order: RunOrder): VoiceFile[] {
  const { audio, speakers } = order.spec;
  if (audio) return [{ field: 'audio', file: fileOf(order, audio.id) }];
  return speakers.map((speaker, i) => ({ field: `speakers.${i}.audio`, file: fileOf(order, speaker.audio.id) }));
}
