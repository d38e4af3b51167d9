import type {
  MemoryBytes,
  MemoryForecast,
  NetworkForecast,
  NetworkRole,
  StageForecast,
} from '../../core/plugin-api/index.ts';

export const ROLES: readonly NetworkRole[] = ['text-encoder', 'image-encoder', 'audio-encoder', 'vae', 'dit'];

interface Sizes {
  /** Weights of each network, in the order of ROLES. */
  readonly weights: readonly number[];
  /** Work of each network. */
  readonly work: readonly number[];
  readonly blocks: number;
  readonly overhead: number;
  readonly buffers: number;
  readonly correction: number;
  /** A card with memory of its own, or the processor. */
  readonly card: boolean;
}

const NOTHING: MemoryBytes = { vram: 0, ram: 0 };

/** A forecast of the right form with the given sizes. */
export function forecastOf({ weights, work, blocks, overhead, buffers, correction, card }: Sizes): MemoryForecast {
  const held = (bytes: number): MemoryBytes => (card ? { vram: bytes, ram: 0 } : { vram: 0, ram: bytes });
  const network = (role: NetworkRole, i: number): NetworkForecast => {
    const swappable = role === 'dit' ? blocks : 0;
    const block = swappable === 0 ? 0 : (0.75 * weights[i]!) / swappable;
    return {
      role,
      weights: {
        shared: held(weights[i]! - block * swappable),
        blocks: swappable,
        block: held(block),
        slot: held(block),
        ahead: card ? { vram: 0, ram: block } : NOTHING,
      },
      overhead: { vram: card ? overhead / 2 : 0, ram: overhead },
      kept: card ? null : 1.5,
    };
  };
  const [width, height, tokens] = [832, 480, 32_760];
  const stage = (name: string, role: NetworkRole, form: StageForecast['work']): StageForecast => ({
    stage: name,
    network: role,
    work: form,
    buffers: { vram: 0, ram: buffers },
    correction: { vram: correction, ram: correction },
  });
  const whole = (i: number) => ({ kind: 'whole' as const, bytes: held(work[i]!) });
  const perPixel = (share: number) => held((work[3]! * share) / (width * height));
  const frames = (share: number) => ({
    kind: 'frames' as const,
    width,
    height,
    perPixel: perPixel(0.8 * share),
    cachePerPixel: perPixel(0.2 * share),
    canvasPerPixel: { vram: 0, ram: 24 },
  });
  const textEncoder = network('text-encoder', 0);
  return {
    provider: card ? 'card' : 'cpu',
    base: { vram: 0, ram: 3e8 },
    networks: ROLES.map(network),
    stages: [
      stage('encode-text', 'text-encoder', whole(0)),
      stage('encode-image', 'image-encoder', whole(1)),
      stage('encode-audio', 'audio-encoder', whole(2)),
      stage('encode-latents', 'vae', frames(0.7)),
      stage('denoise', 'dit', {
        kind: 'tokens',
        tokens,
        predictions: 3,
        context: held(0.05 * work[4]!),
        atOnce: tokens,
        pass: held(0.45 * work[4]!),
        attention: held(0.5 * work[4]!),
      }),
      stage('decode', 'vae', frames(1)),
    ],
    textEncoderOnCpu: card
      ? {
          network: {
            ...textEncoder,
            weights: { ...textEncoder.weights, shared: { vram: 0, ram: 2 * weights[0]! } },
            overhead: { vram: 0, ram: overhead },
          },
          work: { kind: 'whole', bytes: { vram: 0, ram: work[0]! } },
        }
      : null,
  };
}

/** mulberry32: a seeded generator of uniform numbers in [0, 1). */
function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Forecasts with sizes drawn over five orders of magnitude, the same every time. */
export function randomForecasts(count: number): MemoryForecast[] {
  const next = uniforms(14);
  const size = () => 10 ** (6 + 5 * next());
  return Array.from({ length: count }, () =>
    forecastOf({
      weights: ROLES.map(size),
      work: ROLES.map(size),
      blocks: Math.floor(next() * 41),
      overhead: 1e8 * next(),
      buffers: 1e9 * next(),
      correction: 0.5 + 1.5 * next(),
      card: next() < 0.5,
    }),
  );
}

/** Small networks on the processor; a 14B set in 16 bits on a card; one that is all work. */
export const TYPICAL_FORECASTS: readonly MemoryForecast[] = [
  forecastOf({
    weights: [9e6, 4e6, 3e6, 2e6, 10e6],
    work: [20e6, 20e6, 20e6, 80e6, 60e6],
    ...{ blocks: 7, overhead: 80e6, buffers: 30e6, correction: 1, card: false },
  }),
  forecastOf({
    weights: [11.4e9, 1.3e9, 0.4e9, 0.3e9, 37.1e9],
    work: [1e9, 0.5e9, 0.5e9, 9e9, 40e9],
    ...{ blocks: 40, overhead: 0.3e9, buffers: 0.5e9, correction: 1, card: true },
  }),
  forecastOf({
    weights: [0, 0, 0, 0, 0],
    work: [5e9, 5e9, 5e9, 5e9, 5e9],
    ...{ blocks: 0, overhead: 0, buffers: 0, correction: 1.2, card: true },
  }),
];
