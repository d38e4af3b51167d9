import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { fitLatentRgb, latentPicture, WAN21_LATENT_RGB } from '../../core/pipeline/latent-rgb.ts';
import { Previews } from '../../core/pipeline/preview.ts';
import { floatTensor } from '../../core/plugin-api/index.ts';
import { NoiseGenerator } from '../../core/sampling/randn.ts';

const [Z, H, W] = [4, 6, 8];
const FACTORS = [
  [0.2, 0, 0.1],
  [0, -0.3, 0.1],
  [0.1, 0.1, 0],
  [0, 0, 0.2],
] as const;
const BIAS = [0.1, -0.2, 0.05] as const;

const latents = floatTensor(new NoiseGenerator(1).randn(Z * H * W), [Z, 1, H, W]);

/** The picture that a known map makes of the latents, each position 2×2 pixels. */
function knownPicture() {
  const data = new Float32Array(3 * 4 * H * W);
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < 2 * H; y++) {
      for (let x = 0; x < 2 * W; x++) {
        const at = (y >> 1) * W + (x >> 1);
        let value = BIAS[c]!;
        for (let k = 0; k < Z; k++) value += FACTORS[k]![c]! * latents.data[k * H * W + at]!;
        data[(c * 2 * H + y) * 2 * W + x] = value;
      }
    }
  }
  return floatTensor(data, [3, 1, 2 * H, 2 * W]);
}

describe('pictures of latents', () => {
  it('come from the map that made the picture, found by least squares', () => {
    const { factors, bias } = fitLatentRgb(latents, knownPicture());
    for (const [k, row] of FACTORS.entries()) {
      for (let c = 0; c < 3; c++) expect(factors[k]![c]).toBeCloseTo(row[c]!, 2);
    }
    for (let c = 0; c < 3; c++) expect(bias[c]).toBeCloseTo(BIAS[c]!, 2);
  });

  it('show the offset of the published map where latents are 0', () => {
    const nothing = floatTensor(new Float32Array(16 * 2), [16, 2, 1, 1]);
    // (-0.1835 + 1) · 127.5 = 104.1, (-0.0868 + 1) · 127.5 = 116.4, (-0.336 + 1) · 127.5 = 84.7
    expect([...latentPicture(nothing, 1, WAN21_LATENT_RGB)]).toEqual([104, 116, 85]);
  });

  it('are sent as WebP files, not more often than once a second', async () => {
    const sent: { step: number; image: Uint8Array }[] = [];
    const previews = new Previews(false, ({ step }, image) => sent.push({ step, image }));
    const show = previews.sink(latents, knownPicture());
    const predicted = vi.fn(() => latents);
    for (let step = 1; step <= 5; step++) show({ window: 0, windows: 1, step, steps: 5 }, predicted);
    await vi.waitUntil(() => sent.length > 0);
    expect(predicted).toHaveBeenCalledTimes(1);
    expect(sent.map(({ step }) => step)).toEqual([1]);
    expect(await sharp(sent[0]!.image).metadata()).toMatchObject({ format: 'webp', width: 8 * W, height: 8 * H });
  });
});
