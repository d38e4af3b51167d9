import { z } from 'zod';
import { DEFAULT_VAE_TILING } from '../plugin-api/vae-tiling.ts';

/** Pixels of a latent position. */
const STEP = 8;
const multiple = z.int().multipleOf(STEP);

/** Options of a memory strategy that tiles the VAE: those of a VaeTiling. */
export const vaeTilingOptions = z
  .object({
    tile: multiple
      .min(64)
      .max(4096)
      .default(DEFAULT_VAE_TILING.tile)
      .describe('Side of a tile.')
      .meta({ unit: 'px', translations: { zh: '分块的边长。' } }),
    overlap: multiple
      .min(0)
      .max(2048)
      .default(DEFAULT_VAE_TILING.overlap)
      .describe('What neighbouring tiles share and are blended over; less than the tile.')
      .meta({ unit: 'px', translations: { zh: '相邻分块重叠并融合的宽度；小于分块边长。' } }),
  })
  .refine(({ tile, overlap }) => overlap < tile, { path: ['overlap'], error: 'less than the tile' });
