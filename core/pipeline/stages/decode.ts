import type { Vae } from '../../plugin-api/network.ts';
import type { FloatTensor } from '../../plugin-api/tensor.ts';
import { sliceFrames } from '../latents.ts';

/** Takes the frames of a window in order. */
export type FrameConsumer = (frames: FloatTensor) => Promise<void>;

/**
 * Decodes latents and hands the frames on as they come, so that nothing grows with the window.
 * @param latents `[z, T, h, w]`, normalised
 * @param frames how many frames are wanted; latents beyond them are not decoded
 * @param consume receives `[3, n, 8h, 8w]` in [-1, 1]
 */
export async function decodeLatents(
  vae: Vae,
  latents: FloatTensor,
  frames: number,
  consume: FrameConsumer,
  checkpoint: () => void = () => {},
): Promise<void> {
  const stream = vae.openDecoder();
  try {
    let made = 0;
    for (let at = 0; at < latents.dims[1]! && made < frames; at++) {
      checkpoint();
      const chunk = await stream.push(sliceFrames(latents, at, 1));
      const wanted = Math.min(chunk.dims[1]!, frames - made);
      await consume(wanted === chunk.dims[1] ? chunk : sliceFrames(chunk, 0, wanted));
      made += wanted;
    }
  } finally {
    await stream.close();
  }
}
