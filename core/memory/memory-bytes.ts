import type { MemoryBytes } from '../plugin-api/memory-forecast.ts';

export const NO_BYTES: MemoryBytes = { vram: 0, ram: 0 };

export function addBytes(...parts: readonly MemoryBytes[]): MemoryBytes {
  return {
    vram: parts.reduce((sum, { vram }) => sum + vram, 0),
    ram: parts.reduce((sum, { ram }) => sum + ram, 0),
  };
}

export const scaleBytes = ({ vram, ram }: MemoryBytes, factor: number): MemoryBytes => ({
  vram: vram * factor,
  ram: ram * factor,
});

/** The larger of each kind. */
export const largestBytes = (...parts: readonly MemoryBytes[]): MemoryBytes => ({
  vram: Math.max(0, ...parts.map(({ vram }) => vram)),
  ram: Math.max(0, ...parts.map(({ ram }) => ram)),
});

/** Bytes as a user reads them, e.g. `8.0 GB`. */
export function formatBytes(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
