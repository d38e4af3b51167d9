import sharp from 'sharp';
import type { FloatTensor } from '../plugin-api/tensor.ts';
import { fitLatentRgb, type LatentRgb, latentPicture, WAN21_LATENT_RGB } from './latent-rgb.ts';

/** Least time between two previews, in milliseconds: somebody watches, and each is stored as an event. */
const INTERVAL_MS = 1000;
const LONGEST_SIDE = 512;
const QUALITY = 70;

export interface PreviewStep {
  readonly window: number;
  readonly windows: number;
  /** 1-based. */
  readonly step: number;
  readonly steps: number;
}

/** Takes what a window is becoming: the prediction of its clean latents, computed only when a preview is due. */
export type PreviewSink = (step: PreviewStep, predicted: () => FloatTensor) => void;

/**
 * Small pictures of what is being sampled, by a linear map from latents to colours: they cost no decoding.
 * @param publishedVae whether the VAE is Wan 2.1's own, for which a map is published; else one is fitted to the picture
 * @param send receives a WebP file
 */
export class Previews {
  readonly #publishedVae: boolean;
  readonly #send: (step: PreviewStep, image: Uint8Array) => void;
  #map: LatentRgb | null = null;
  #last = Number.NEGATIVE_INFINITY;
  #busy = false;

  constructor(publishedVae: boolean, send: (step: PreviewStep, image: Uint8Array) => void) {
    this.#publishedVae = publishedVae;
    this.#send = send;
  }

  /** @param latents `[z, T, h, w]` of the picture, `[3, 1, H, W]`, that conditions a window */
  sink(latents: FloatTensor, picture: FloatTensor): PreviewSink {
    this.#map ??= this.#publishedVae ? WAN21_LATENT_RGB : fitLatentRgb(latents, picture);
    const map = this.#map;
    return (step, predicted) => {
      const now = performance.now();
      // While one is being made the next is left out: sampling never waits, and the latest wins.
      if (this.#busy || now - this.#last < INTERVAL_MS) return;
      this.#last = now;
      this.#busy = true;
      void this.#make(predicted(), map)
        .then((image) => this.#send(step, image))
        .catch(() => {})
        .finally(() => {
          this.#busy = false;
        });
    };
  }

  /** The frame in the middle of the window. */
  async #make(latents: FloatTensor, map: LatentRgb): Promise<Uint8Array> {
    const [, frames, height, width] = latents.dims as [number, number, number, number];
    const rgb = latentPicture(latents, frames >> 1, map);
    const scale = Math.min(8, LONGEST_SIDE / Math.max(width, height));
    return sharp(rgb, { raw: { width, height, channels: 3 } })
      .resize(Math.round(width * scale), Math.round(height * scale), { kernel: 'cubic' })
      .webp({ quality: QUALITY })
      .toBuffer();
  }
}
