import type { VaeTiling } from '../../plugin-api/memory-strategy.ts';

/** Positions `start .. start + size` of one axis. */
export interface Span {
  readonly start: number;
  readonly size: number;
}

/** Steps of a ramp: so few that products and sums of blending weights are exact in float64. */
const RAMP_STEPS = 1 << 12;

/**
 * Cuts an axis into spans of one size that start evenly spaced. There are as few of them as `tile` allows, and they are
 * as small as `overlap` allows, so that nothing is computed that is not needed.
 * @param length of the axis
 * @param tiling largest size of a span, and how much neighbours share at least; in the units of the axis
 */
export function tileSpans(length: number, { tile, overlap }: VaeTiling): Span[] {
  if (length <= tile) return [{ start: 0, size: length }];
  const count = Math.ceil((length - overlap) / (tile - overlap));
  const size = Math.ceil((length + (count - 1) * overlap) / count);
  return Array.from({ length: count }, (_, i) => ({
    start: Math.floor((i * (length - size)) / (count - 1)),
    size,
  }));
}

/** The same spans on an axis that is `scale` times finer. */
export const scaleSpans = (spans: readonly Span[], scale: number): Span[] =>
  spans.map(({ start, size }) => ({ start: start * scale, size: size * scale }));

/** Part of a shared zone, at either end, where the tile that ends there counts for nothing: its edge pads with zeros. */
const MARGIN = 0.25;

/** 0 to 1 over the zone that a span shares with those before it: a raised cosine between the margins. */
function ramp(position: number, zone: Span): number {
  const along = ((position - zone.start + 0.5) / zone.size - MARGIN) / (1 - 2 * MARGIN);
  if (along <= 0) return 0;
  if (along >= 1) return 1;
  return Math.round(RAMP_STEPS * (0.5 - 0.5 * Math.cos(Math.PI * along))) / RAMP_STEPS;
}

/**
 * Blending weights of each span at each of its positions. Where spans meet, the later one fades in over all that it
 * shares with the earlier ones while these fade out by as much, so the weights of a position sum to exactly 1.
 * @param spans in order, each starting and ending after the one before
 */
export function blendWeights(spans: readonly Span[]): Float64Array[] {
  const zones = spans.map(({ start }, i): Span => {
    const before = spans[i - 1];
    return { start, size: before ? before.start + before.size - start : 0 };
  });
  return spans.map(({ start, size }, i) =>
    Float64Array.from({ length: size }, (_, offset) => {
      const later = zones.slice(i + 1).reduce((left, zone) => left * (1 - ramp(start + offset, zone)), 1);
      return (i === 0 ? 1 : ramp(start + offset, zones[i]!)) * later;
    }),
  );
}
