import { tileSpans } from '../pipeline/tiled-vae/tile-layout.ts';
import type {
  MemoryBytes,
  MemoryForecast,
  NetworkForecast,
  StageForecast,
  WorkForecast,
} from '../plugin-api/memory-forecast.ts';
import type { MemoryChoices, VaeTiling } from '../plugin-api/memory-strategy.ts';
import { addBytes, largestBytes, NO_BYTES, scaleBytes } from './memory-bytes.ts';

/** What memory is used for. The parts add up to what a stage holds. */
export interface MemoryUse {
  readonly weights: MemoryBytes;
  readonly activations: MemoryBytes;
  /** The tile that is worked on with its caches, and the frame that tiles are put together in. */
  readonly tiles: MemoryBytes;
  /** Processes, the runtime's tables, buffers in flight. */
  readonly overhead: MemoryBytes;
}

export interface StageUse {
  readonly stage: string;
  /** As shapes say. */
  readonly forecast: MemoryUse;
  readonly forecastTotal: MemoryBytes;
  /** The same, corrected by what earlier runs measured. */
  readonly corrected: MemoryBytes;
}

/** Tiles begin and end on latent positions. */
const LATENT = 8;

/** Pixels of a tile along a side of `size` pixels. */
const tileSide = (size: number, { tile, overlap }: VaeTiling): number =>
  LATENT * tileSpans(size / LATENT, { tile: tile / LATENT, overlap: overlap / LATENT })[0]!.size;

interface Work {
  readonly activations: MemoryBytes;
  readonly tiles: MemoryBytes;
}

function frameWork(work: Extract<WorkForecast, { kind: 'frames' }>, tiling: VaeTiling | null): Work {
  const { width, height, perPixel, cachePerPixel, canvasPerPixel } = work;
  const pixels = width * height;
  if (tiling === null || (width <= tiling.tile && height <= tiling.tile))
    return { activations: scaleBytes(addBytes(perPixel, cachePerPixel), pixels), tiles: NO_BYTES };
  const tilePixels = tileSide(width, tiling) * tileSide(height, tiling);
  const tiles = addBytes(scaleBytes(addBytes(perPixel, cachePerPixel), tilePixels), scaleBytes(canvasPerPixel, pixels));
  return { activations: NO_BYTES, tiles };
}

/** What a network works with under a plan. */
function workUse(work: WorkForecast, choices: MemoryChoices): Work {
  if (work.kind === 'whole') return { activations: work.bytes, tiles: NO_BYTES };
  if (work.kind === 'frames') return frameWork(work, choices.vaeTiling);
  const passes = choices.batchedCfg ? work.predictions : 1;
  const slice = choices.attentionChunk === null ? 1 : Math.min(1, choices.attentionChunk / work.atOnce);
  const pass = addBytes(work.pass, scaleBytes(work.attention, slice));
  return { activations: addBytes(work.context, scaleBytes(pass, passes)), tiles: NO_BYTES };
}

/** Weights of a network under a plan: kept blocks, the swapped one that runs, and those that are brought in ahead. */
function weightsUse({ role, weights }: NetworkForecast, { blockSwap }: MemoryChoices): MemoryBytes {
  const { shared, blocks, block, slot, ahead } = weights;
  if (role !== 'dit' || blockSwap === null || blocks === 0) return addBytes(shared, scaleBytes(block, blocks));
  const swapped = Math.min(blockSwap.blocksToSwap, blocks);
  const next = Math.max(0, Math.min(blockSwap.prefetchBlocks, swapped - 1));
  return addBytes(
    shared,
    scaleBytes(block, blocks - swapped),
    scaleBytes(slot, Math.min(1, swapped)),
    scaleBytes(ahead, next),
  );
}

/** Networks and stages as a plan places them: the text encoder may be on the processor. */
function placed(forecast: MemoryForecast, { textEncoderOnCpu }: MemoryChoices) {
  const moved = textEncoderOnCpu ? forecast.textEncoderOnCpu : null;
  const networks = forecast.networks.map((network) =>
    moved && network.role === 'text-encoder' ? moved.network : network,
  );
  const stages = forecast.stages.map((stage) =>
    moved && stage.network === 'text-encoder' ? { ...stage, work: moved.work } : stage,
  );
  return { networks, stages };
}

/** Corrects all but the weights, which are known. */
function corrected(use: MemoryUse, base: MemoryBytes, { correction }: StageForecast): MemoryBytes {
  const kind = (of: keyof MemoryBytes): number => {
    const known = use.weights[of] + base[of];
    const rest = use.activations[of] + use.tiles[of] + use.overhead[of] - base[of];
    return known + rest * correction[of];
  };
  return { vram: kind('vram'), ram: kind('ram') };
}

const NO_WORK: Work = { activations: NO_BYTES, tiles: NO_BYTES };

const addWork = (a: Work, b: Work): Work => ({
  activations: addBytes(a.activations, b.activations),
  tiles: addBytes(a.tiles, b.tiles),
});

const scaleWork = ({ activations, tiles }: Work, factor: number): Work => ({
  activations: scaleBytes(activations, factor),
  tiles: scaleBytes(tiles, factor),
});

/**
 * What a network works with in a stage. A process that stays loaded also holds what it worked with in the other stages:
 * every session keeps memory of its own, and later windows come back to all of them.
 */
function networkWork(
  { role, kept }: NetworkForecast,
  stage: StageForecast,
  stages: readonly StageForecast[],
  choices: MemoryChoices,
): Work {
  const of = ({ work }: StageForecast) => workUse(work, choices);
  const own = stage.network === role ? of(stage) : NO_WORK;
  if (choices.residency[role] === 'offload' || kept === null) return own;
  return stages
    .filter(({ network }) => network === role)
    .map((one) => scaleWork(of(one), kept))
    .reduce(addWork, NO_WORK);
}

/**
 * What each stage of a run holds under a plan: its own network with its work, every network that stays loaded (with
 * what its process keeps of its work), the stage's buffers, and the server and the worker.
 */
export function stageUses(forecast: MemoryForecast, choices: MemoryChoices): StageUse[] {
  const { networks, stages } = placed(forecast, choices);
  return stages.map((stage) => {
    let weights = NO_BYTES;
    let work = NO_WORK;
    let overhead = addBytes(forecast.base, stage.buffers);
    for (const network of networks) {
      if (network.role !== stage.network && choices.residency[network.role] === 'offload') continue;
      weights = addBytes(weights, weightsUse(network, choices));
      overhead = addBytes(overhead, network.overhead);
      work = addWork(work, networkWork(network, stage, stages, choices));
    }
    const use: MemoryUse = { weights, ...work, overhead };
    const forecastTotal = addBytes(weights, work.activations, work.tiles, overhead);
    return { stage: stage.stage, forecast: use, forecastTotal, corrected: corrected(use, forecast.base, stage) };
  });
}

/** Largest use of each kind of memory over the stages, corrected. */
export const planPeak = (forecast: MemoryForecast, choices: MemoryChoices): MemoryBytes =>
  largestBytes(...stageUses(forecast, choices).map(({ corrected: bytes }) => bytes));
