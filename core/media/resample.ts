import libsamplerate from '@alexanderolsen/libsamplerate-js';

const { ConverterType, create } = libsamplerate;

/** Input that is pushed after the end so that the filter gives out its tail; best sinc looks at under 0.1 s. */
const TAIL_SECONDS = 0.25;
/** Frames per call: the library's transfer buffer holds 4 MB of input or output. */
const CHUNK_FRAMES = 8192;

/** Turns interleaved audio of one rate into another, chunk by chunk. */
export interface Resampler {
  push(chunk: Float32Array): Float32Array[];
  /** The rest. The whole output has ceil(frames in * ratio) frames, in step with the input. */
  end(): Float32Array[];
}

/**
 * libsamplerate with its best sinc filter (97 dB signal to noise, 97 % bandwidth). Equal rates pass through untouched.
 * Rates are in frames per second.
 */
export async function createResampler(channels: number, from: number, to: number): Promise<Resampler> {
  if (from === to) return { push: (chunk) => [chunk], end: () => [] };
  const converter = await create(channels, from, to, { converterType: ConverterType.SRC_SINC_BEST_QUALITY });
  let taken = 0;
  let given = 0;
  const convert = (chunk: Float32Array, limit: number): Float32Array[] => {
    const out: Float32Array[] = [];
    for (let start = 0; start < chunk.length; start += CHUNK_FRAMES * channels) {
      const made = converter
        .full(chunk.subarray(start, start + CHUNK_FRAMES * channels))
        .slice(0, Math.max(0, limit - given));
      given += made.length;
      out.push(made);
    }
    return out;
  };
  return {
    push(chunk) {
      taken += chunk.length / channels;
      return convert(chunk, Number.POSITIVE_INFINITY);
    },
    end() {
      const rest = convert(
        new Float32Array(Math.ceil(from * TAIL_SECONDS) * channels),
        Math.ceil((taken * to) / from) * channels,
      );
      converter.destroy();
      return rest;
    },
  };
}
