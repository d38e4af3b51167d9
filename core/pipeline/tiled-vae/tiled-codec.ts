import type { VaeTiling } from '../../plugin-api/memory-strategy.ts';
import type { Vae, VaeStream } from '../../plugin-api/network.ts';
import type { FloatTensor } from '../../plugin-api/tensor.ts';
import { joinFrames, sliceFrames } from '../latents.ts';
import type { FrameConsumer } from '../stages/decode.ts';
import type { FrameReader } from '../stages/encode-video.ts';
import type { VideoCodec } from '../video-codec.ts';
import { ChunkSpool } from './chunk-spool.ts';
import { streamTiles } from './stream-tiles.ts';
import { tileGrid } from './tiles.ts';

/** Opens a file for chunks in transit. */
type OpenSpool = (name: string) => Promise<ChunkSpool>;

/**
 * Encodes and decodes with the VAE's part near the pixels in tiles. The part at the size of the latents sees the whole
 * frame, so tiles differ from a whole frame only by what lies beyond their edges, which the overlap covers.
 */
export class TiledCodec implements VideoCodec {
  readonly #vae: Vae;
  readonly #tiling: VaeTiling;
  readonly #openSpool: OpenSpool;

  /** @param scratch path of a file that may be written and will be removed */
  constructor(vae: Vae, tiling: VaeTiling, scratch: (name: string) => Promise<string>) {
    this.#vae = vae;
    this.#tiling = tiling;
    this.#openSpool = async (name) => ChunkSpool.create(await scratch(name));
  }

  async encode(frames: number, frameAt: FrameReader, checkpoint: () => void): Promise<FloatTensor> {
    const { spatialScale, temporalScale } = this.#vae;
    const [, , rows, columns] = (await frameAt(0, 1)).dims as [number, number, number, number];
    const size = [rows / spatialScale, columns / spatialScale] as const;
    const grid = tileGrid(...size, this.#tiling, spatialScale);
    const latents: FloatTensor[] = [];
    const spool = await this.#openSpool('encoded-tiles');
    const stream = this.#vae.openLatentEncoder();
    try {
      await streamTiles({
        read: (chunk) => {
          const start = chunk === 0 ? 0 : 1 + (chunk - 1) * temporalScale;
          const count = chunk === 0 ? 1 : temporalScale;
          return start + count <= frames ? frameAt(start, count) : null;
        },
        open: () => this.#vae.openPixelEncoder(),
        from: grid.pixel,
        to: grid.latent,
        size,
        spool,
        consume: async (features) => void latents.push(await stream.push(features)),
        checkpoint,
      });
      return joinFrames(latents);
    } finally {
      await stream.close();
      await spool.close();
    }
  }

  async decode(latents: FloatTensor, frames: number, consume: FrameConsumer, checkpoint: () => void): Promise<void> {
    const { spatialScale, temporalScale } = this.#vae;
    const [height, width] = latents.dims.slice(2) as [number, number];
    const grid = tileGrid(height, width, this.#tiling, spatialScale);
    const chunks = Math.min(latents.dims[1]!, 1 + Math.ceil((frames - 1) / temporalScale));
    const features = await this.#openSpool('decoded-latents');
    const spool = await this.#openSpool('decoded-tiles');
    try {
      await pushAll(this.#vae.openLatentDecoder(), chunks, async (stream, at) => {
        checkpoint();
        await features.append(0, await stream.push(sliceFrames(latents, at, 1)));
      });
      let made = 0;
      await streamTiles({
        read: (chunk) => (chunk < chunks ? features.read(0, chunk) : null),
        open: () => this.#vae.openPixelDecoder(),
        from: grid.latent,
        to: grid.pixel,
        size: [height * spatialScale, width * spatialScale],
        spool,
        consume: async (chunk) => {
          const wanted = Math.min(chunk.dims[1]!, frames - made);
          made += wanted;
          await consume(wanted === chunk.dims[1] ? chunk : sliceFrames(chunk, 0, wanted));
        },
        checkpoint,
      });
    } finally {
      await features.close();
      await spool.close();
    }
  }
}

async function pushAll(
  stream: VaeStream,
  chunks: number,
  push: (stream: VaeStream, chunk: number) => Promise<void>,
): Promise<void> {
  try {
    for (let at = 0; at < chunks; at++) await push(stream, at);
  } finally {
    await stream.close();
  }
}
