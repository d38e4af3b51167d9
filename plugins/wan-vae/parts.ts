import type { Layer, VaeConfig } from './config.ts';

/** Half of a direction, written as a graph for the first chunk and one for any later. */
export interface Part {
  readonly graph: 'encode.pixels' | 'encode.latents' | 'decode.latents' | 'decode.pixels';
  readonly layers: readonly Layer[];
  /** Channels that go in. */
  readonly channels: number;
  /** Frames that go in with every chunk after the first. */
  readonly frames: number;
  /** Height and width that go in are multiples of this. */
  readonly multiple: number;
}

const resamples = ({ kind }: Layer): boolean => kind === 'down' || kind === 'up';

/**
 * Each direction cut in two. The layers at the size of the latents, the attention among them, see the whole frame and
 * need little memory; those nearer to the pixels, which need nearly all of it, are convolutions and see only what is
 * around, so that they can work in tiles.
 */
export function parts({ encoder, decoder, imageChannels, latentChannels, spatialScale, temporalScale }: VaeConfig) {
  const lastDown = encoder.findLastIndex(resamples);
  const firstUp = decoder.findIndex(resamples);
  return {
    encodePixels: {
      graph: 'encode.pixels',
      layers: encoder.slice(0, lastDown + 1),
      channels: imageChannels,
      frames: temporalScale,
      multiple: spatialScale,
    },
    encodeLatents: {
      graph: 'encode.latents',
      layers: encoder.slice(lastDown + 1),
      channels: encoder[lastDown]!.outChannels,
      frames: 1,
      multiple: 1,
    },
    decodeLatents: {
      graph: 'decode.latents',
      layers: decoder.slice(0, firstUp),
      channels: latentChannels,
      frames: 1,
      multiple: 1,
    },
    decodePixels: {
      graph: 'decode.pixels',
      layers: decoder.slice(firstUp),
      channels: decoder[firstUp]!.inChannels,
      frames: 1,
      multiple: 1,
    },
  } as const satisfies Record<string, Part>;
}
