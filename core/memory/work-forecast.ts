import type { MemoryBytes, WorkForecast } from '../plugin-api/memory-forecast.ts';
import type { NetworkFacts, NetworkRole } from '../plugin-api/network.ts';
import type { PixelFactors, ProviderCalibration, RowFactors } from './calibration.ts';
import { addBytes, NO_BYTES } from './memory-bytes.ts';

const F32 = 4;
/** Pixels of a frame per latent position, and per token of the DiT, in each direction. */
const LATENT = 8;

/** The audio encoder's own defaults: what its convolutions and what its transformer see at once. */
const SOUND_CHUNK_SECONDS = 10;
const SOUND_PIECE_SECONDS = 60;
const SAMPLE_RATE = 16_000;

/** What a run works on. */
export interface RunShape {
  readonly width: number;
  readonly height: number;
  /** Of one window. */
  readonly frames: number;
  readonly motionFrames: number;
  /** Most predictions of a step. */
  readonly predictions: number;
  /** Frames of a person's speech, silence after it included. */
  readonly speechFrames: number;
  readonly fps: number;
  /** Most tokens of a prompt. */
  readonly textTokens: number;
}

type Dims = NetworkFacts['dims'];

const number = (dims: Dims, name: string, otherwise: number): number => {
  const value = dims[name];
  return typeof value === 'number' ? value : otherwise;
};

const at = (memory: 'vram' | 'ram', bytes: number): MemoryBytes => ({ ...NO_BYTES, [memory]: bytes });

function rowWork(rows: number, dims: Dims, { hidden, wide }: RowFactors): number {
  const dim = number(dims, 'dim', 1024);
  const feedForward = number(dims, 'feedForwardDim', number(dims, 'mlpDim', number(dims, 'ffnDim', 4 * dim)));
  return rows * (dim * hidden + feedForward * wide);
}

/** The convolutions see a chunk of samples at a time, the transformer a piece of frames. */
function soundWork({ speechFrames, fps }: RunShape, dims: Dims, { audioEncoder }: ProviderCalibration): number {
  const [first = 512] = dims.convChannels as readonly number[];
  const [stride = 5] = dims.convStrides as readonly number[];
  const seconds = Math.min(speechFrames / fps, SOUND_CHUNK_SECONDS);
  const convolution = ((seconds * SAMPLE_RATE) / stride) * first * F32 * audioEncoder.convolution;
  const frames = Math.min(speechFrames, SOUND_PIECE_SECONDS * fps);
  // Every layer's hidden states are the output, and sent to the worker.
  const hidden = 2 * frames * number(dims, 'layers', 12) * number(dims, 'dim', 768) * F32;
  return convolution + hidden + rowWork(frames, dims, audioEncoder);
}

function frameWork(shape: RunShape, dims: Dims, factors: PixelFactors, memory: 'vram' | 'ram'): WorkForecast {
  const { channels } = dims;
  const first = Array.isArray(channels) ? Number(channels[0]) : 96;
  return {
    kind: 'frames',
    width: shape.width,
    height: shape.height,
    perPixel: at(memory, first * factors.work),
    cachePerPixel: at(memory, first * factors.cache),
    // Pictures of one chunk, the weights of the blend, and what is at the size of the latents.
    canvasPerPixel: addBytes({ vram: 0, ram: 4 * 3 * F32 * 2 }, at(memory, first * factors.whole)),
  };
}

/** Rows of a DiT's pass: one per 2×2 latent positions of every latent frame. */
function ditTokens({ width, height, frames }: RunShape, patch: number): number {
  const side = LATENT * patch;
  return (1 + Math.floor((frames - 1) / 4)) * Math.ceil(width / side) * Math.ceil(height / side);
}

function tokenWork(shape: RunShape, dims: Dims, { dit, memory }: ProviderCalibration): WorkForecast {
  const dim = number(dims, 'dim', 5120);
  const tokens = ditTokens(shape, number(dims, 'patch', 2));
  const latentFrames = 1 + Math.floor((shape.frames - 1) / 4);
  const audio = number(dims, 'audioTokens', 0) * latentFrames;
  const image = 257;
  const text = number(dims, 'textLength', 512);
  // Two texts and two sounds, keys and values of every block.
  const rows = image + 2 * text + 2 * audio;
  const context = 2 * number(dims, 'layers', 40) * rows * dim * dit.context + tokens * dim * F32;
  return {
    kind: 'tokens',
    tokens,
    predictions: shape.predictions,
    context: at(memory, context),
    pass: at(memory, rowWork(tokens, dims, dit)),
    atOnce: Math.min(tokens, dit.attentionPart ?? tokens),
    attention: at(memory, tokens * dim * dit.attention),
  };
}

/** What a network works with, by its role. */
export function forecastWork(
  role: NetworkRole,
  stage: string,
  dims: Dims,
  shape: RunShape,
  calibration: ProviderCalibration,
): WorkForecast {
  const { memory } = calibration;
  const whole = (bytes: number): WorkForecast => ({ kind: 'whole', bytes: at(memory, bytes) });
  switch (role) {
    case 'text-encoder': {
      const tokens = shape.textTokens;
      const pairs = number(dims, 'heads', 1) * tokens * tokens * calibration.textEncoder.pairs;
      return whole(rowWork(tokens, dims, calibration.textEncoder) + pairs);
    }
    case 'image-encoder': {
      const side = Math.floor(number(dims, 'imageSize', 224) / number(dims, 'patchSize', 14));
      return whole(rowWork(1 + side * side, dims, calibration.imageEncoder));
    }
    case 'audio-encoder':
      return whole(soundWork(shape, dims, calibration));
    case 'vae':
      return frameWork(shape, dims, stage === 'decode' ? calibration.decode : calibration.encode, memory);
    case 'dit':
      return tokenWork(shape, dims, calibration);
  }
}
