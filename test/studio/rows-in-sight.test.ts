import { describe, expect, it } from 'vitest';
import { spanAt } from '../../apps/studio/src/history/use-rows-in-sight.ts';

const ROW = 92;
const WINDOW = 900;

describe('the rows of the history that are in the document', () => {
  it('reach at least eight beyond each edge of the window, wherever it stands', () => {
    for (let top = 0; top < 20_000; top += 7) {
      const { first, end } = spanAt(top, WINDOW, ROW);
      expect(first).toBeLessThanOrEqual(Math.max(0, top / ROW - 8));
      expect(end).toBeGreaterThanOrEqual((top + WINDOW) / ROW + 8);
      expect(end - first).toBeLessThanOrEqual(40);
    }
  });

  it('change at both ends at once, every eighth row', () => {
    const spans = Array.from({ length: 160 * ROW }, (_, top) => spanAt(2000 + top, WINDOW, ROW));
    const changes = spans.filter(
      ({ first, end }, at) => at > 0 && (spans[at - 1]!.first !== first || spans[at - 1]!.end !== end),
    );
    expect(changes).toHaveLength(20);
  });

  it('are none while the list is below the window, and the first ones when it comes near', () => {
    expect(spanAt(-5000, WINDOW, ROW)).toEqual({ first: 0, end: 0 });
    expect(spanAt(-200, WINDOW, ROW).first).toBe(0);
  });
});
