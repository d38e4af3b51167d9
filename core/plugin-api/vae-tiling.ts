import type { VaeTiling } from './memory-strategy.ts';

/**
 * The tiling of a plan that only says that the VAE is tiled. Its overlap is the smallest at which the seams were below
 * one grey level (measured: docs/memory.md, "Tiled VAE").
 */
export const DEFAULT_VAE_TILING: VaeTiling = { tile: 256, overlap: 64 };
