import type { NetworkRole } from './network.ts';
import type { Contribution } from './plugin.ts';

/** Bytes of one network on its device. */
export interface NetworkForecast {
  readonly role: NetworkRole;
  /** Weights as they lie in memory once loaded. */
  readonly weightsBytes: number;
  /** Largest activations while the network runs. */
  readonly activationBytes: number;
  /** Runtime overhead of a host process that holds the network. */
  readonly overheadBytes: number;
}

/** One stage of a run, in order, with the networks that it needs loaded at the same time. */
export interface StageForecast {
  readonly stage: string;
  readonly networks: readonly NetworkRole[];
  /** Bytes held by the stage besides its networks (frames in flight, latents). */
  readonly bufferBytes: number;
}

export interface MemoryForecast {
  readonly networks: readonly NetworkForecast[];
  readonly stages: readonly StageForecast[];
}

/** What may be used. `null`: unknown, treated as unlimited. */
export interface MemoryBudget {
  readonly deviceBytes: number | null;
  readonly hostBytes: number | null;
}

/** What the caller asked for; honoured by every strategy or refused with a reason. */
export interface MemoryRequest {
  readonly tiledVae?: boolean;
  readonly forceOffload?: boolean;
}

/** keep: stays loaded for the next stage, window or generation · offload: its host ends after the stage. */
export type Residency = 'keep' | 'offload';

/** The VAE works in tiles of this size, in pixels; both multiples of 8, the overlap smaller than the tile. */
export interface VaeTiling {
  readonly tile: number;
  readonly overlap: number;
}

/** The last `blocksToSwap` blocks of the DiT are not kept on the device: each is brought in when its turn comes. */
export interface BlockSwap {
  readonly blocksToSwap: number;
  /** Blocks that are brought in ahead of the one that runs. */
  readonly prefetchBlocks: number;
}

export interface MemoryPlan {
  readonly residency: Readonly<Record<NetworkRole, Residency>>;
  /** null: whole frames. */
  readonly vaeTiling: VaeTiling | null;
  /** null: every block is kept. */
  readonly blockSwap: BlockSwap | null;
  /** The predictions of a step in one pass of the DiT; false: one after the other. */
  readonly batchedCfg: boolean;
  /** Queries of a self-attention that are worked on at once; null: all. */
  readonly attentionChunk: number | null;
  /** The text encoder runs on the processor, whatever the provider. */
  readonly textEncoderOnCpu: boolean;
  /** Largest sum of bytes over the stages under this plan. */
  readonly peakBytes: number;
  /** Why this plan: one sentence a user can read. */
  readonly reason: string;
}

export type MemoryPlanResult =
  | { readonly ok: true; readonly plan: MemoryPlan }
  | { readonly ok: false; readonly reason: string; readonly neededBytes: number };

export interface MemoryStrategy {
  /** Pure: the same arguments give the same plan. Never returns a plan whose peak is over the budget. */
  plan(forecast: MemoryForecast, budget: MemoryBudget, request: MemoryRequest): MemoryPlanResult;
}

export interface MemoryStrategyContribution<Options = unknown>
  extends Contribution<'memory-strategy', Options, MemoryStrategy> {}
