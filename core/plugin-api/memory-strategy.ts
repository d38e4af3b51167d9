import type { MemoryBytes, MemoryForecast } from './memory-forecast.ts';
import type { NetworkRole } from './network.ts';
import type { Contribution } from './plugin.ts';
import type { InOtherLanguages } from './translations.ts';

/** What may be used. `null`: unknown, treated as unlimited. */
export interface MemoryBudget {
  readonly vramBytes: number | null;
  readonly ramBytes: number | null;
}

/** What the caller asked for; honoured by every strategy or refused with a reason. Left out: the strategy decides. */
export interface MemoryRequest {
  readonly tiledVae?: boolean | undefined;
  readonly forceOffload?: boolean | undefined;
  readonly batchedCfg?: boolean | undefined;
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

/** What a plan decides: everything about memory that does not change the result of a run. */
export interface MemoryChoices {
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
}

export interface MemoryPlan extends MemoryChoices {
  /** Largest use over the stages under this plan, corrected by what was measured; VRAM and RAM each for itself. */
  readonly peak: MemoryBytes;
  /** Why this plan: one sentence a user can read. */
  readonly reason: string;
  /** @default none: everybody reads `reason` @example { zh: { reason: '所有网络始终保持载入' } } */
  readonly translations?: InOtherLanguages<'reason'>;
}

/** Why there is no plan. */
export interface MemoryRefusal {
  readonly ok: false;
  readonly reason: string;
  /** What would be taken instead, e.g. another strategy or an option's value. */
  readonly accepted: string;
  /** @default none: everybody reads `reason` and `accepted` */
  readonly translations?: InOtherLanguages<'reason' | 'accepted'>;
  /** Budget with which the strategy would have a plan for the same request, or the peak that it refused. */
  readonly needed: MemoryBytes;
}

export type MemoryPlanResult = { readonly ok: true; readonly plan: MemoryPlan } | MemoryRefusal;

export interface MemoryStrategy {
  /** Pure: the same arguments give the same plan. Never returns a plan whose peak is over the budget. */
  plan(forecast: MemoryForecast, budget: MemoryBudget, request: MemoryRequest): MemoryPlanResult;
}

export interface MemoryStrategyContribution<Options = unknown>
  extends Contribution<'memory-strategy', Options, MemoryStrategy> {}
