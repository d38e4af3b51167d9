import type { NetworkRole } from './network.ts';

/** Bytes on the device and in the machine's memory. Where the device is the processor, all are `ram`. */
export interface MemoryBytes {
  readonly vram: number;
  readonly ram: number;
}

/** How the weights of one network lie in memory once they are loaded. */
export interface WeightsForecast {
  /** Everything outside of the blocks. */
  readonly shared: MemoryBytes;
  /** Repeated blocks, each of which can be kept or swapped; 0 in a network whose blocks cannot be swapped. */
  readonly blocks: number;
  /** One block that is kept. */
  readonly block: MemoryBytes;
  /** The swapped block that runs. */
  readonly slot: MemoryBytes;
  /** A swapped block that is brought in ahead of the one that runs. */
  readonly ahead: MemoryBytes;
}

/** One network that a run needs, without what it works on. */
export interface NetworkForecast {
  readonly role: NetworkRole;
  readonly weights: WeightsForecast;
  /** The process that holds it, with the runtime's own tables. */
  readonly overhead: MemoryBytes;
  /**
   * Factor of its work in a process that stays loaded, and keeps it for the next time: a stage after the other adds to
   * it. null: such a process works as one that ends after its stage, and keeps nothing.
   */
  readonly kept: number | null;
}

/** What a network holds besides its weights while it works, as far as that depends on the plan. */
export type WorkForecast =
  /** Nothing of it does. */
  | { readonly kind: 'whole'; readonly bytes: MemoryBytes }
  /** A VAE, whose frames can be cut into tiles. */
  | {
      readonly kind: 'frames';
      /** In pixels. */
      readonly width: number;
      readonly height: number;
      /** Per pixel of the frame or tile that is worked on. */
      readonly perPixel: MemoryBytes;
      /** The same, from one chunk to the next: the causal caches. */
      readonly cachePerPixel: MemoryBytes;
      /** Per pixel of the whole frame when tiles are put together in it. */
      readonly canvasPerPixel: MemoryBytes;
    }
  /** A DiT, whose predictions can be made one by one and whose attention can be cut into slices of queries. */
  | {
      readonly kind: 'tokens';
      /** Queries of one self-attention. */
      readonly tokens: number;
      /** Most predictions that a step needs. */
      readonly predictions: number;
      /** Held for a window: keys and values of text, picture and sound, hidden states of the step. */
      readonly context: MemoryBytes;
      /** One pass of one prediction, without what grows with the queries of a slice. */
      readonly pass: MemoryBytes;
      /** Tokens that the provider's attention works on at once when nothing slices it, at most all. */
      readonly atOnce: number;
      /** What an attention adds that works on so many; a slice adds its share. */
      readonly attention: MemoryBytes;
    };

/** One stage of a run. */
export interface StageForecast {
  readonly stage: string;
  /** The network that works in it; null: none does. */
  readonly network: NetworkRole | null;
  readonly work: WorkForecast;
  /** Held by the stage besides its network: frames in flight, latents. */
  readonly buffers: MemoryBytes;
  /** What earlier runs on this device measured, over what was forecast, of all but the weights; 1 where nothing is known. */
  readonly correction: MemoryBytes;
}

/**
 * What a run will need as a function of the memory plan: plain data, made from headers and shapes alone. `stageUse` and
 * `planPeak` of the toolkit evaluate it for a plan.
 */
export interface MemoryForecast {
  /** Id of the execution provider. */
  readonly provider: string;
  /** Held all the time: the server and the worker. */
  readonly base: MemoryBytes;
  readonly networks: readonly NetworkForecast[];
  /** In the order of a run; the stages of a window come once. */
  readonly stages: readonly StageForecast[];
  /** The text encoder as the processor would hold it; null where the provider is the processor. */
  readonly textEncoderOnCpu: { readonly network: NetworkForecast; readonly work: WorkForecast } | null;
}
