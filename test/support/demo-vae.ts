import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { type FloatTensor, floatTensor, type Vae } from '../../core/plugin-api/index.ts';
import wanVae from '../../plugins/wan-vae/index.ts';
import { loadNetwork } from './network.ts';

const DEMO = 'models/demo';

/** The demo model's VAE in this process. */
export async function loadDemoVae(): Promise<{ vae: Vae; release: () => Promise<void> }> {
  const settings = JSON.parse(readFileSync(`${DEMO}/config.json`, 'utf8')).vae as Record<string, unknown>;
  const { handle, runner } = await loadNetwork(wanVae, 'vae', `${DEMO}/vae.safetensors`, settings);
  return { vae: handle, release: () => runner.release() };
}

/** A sample portrait at any size, two pixels further to the left in every frame; `[3, frames, height, width]` in [-1, 1]. */
export async function movingPortrait(width: number, height: number, frames: number, sample = 1): Promise<FloatTensor> {
  const rgb = await sharp(`${DEMO}/samples/portrait_${sample}.png`)
    .resize(width, height, { fit: 'cover' })
    .removeAlpha()
    .raw()
    .toBuffer();
  const clip = new Float32Array(3 * frames * height * width);
  let at = 0;
  for (let c = 0; c < 3; c++) {
    for (let t = 0; t < frames; t++) {
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          clip[at++] = rgb[(y * width + Math.min(width - 1, x + 2 * t)) * 3 + c]! / 127.5 - 1;
        }
      }
    }
  }
  return floatTensor(clip, [3, frames, height, width]);
}
