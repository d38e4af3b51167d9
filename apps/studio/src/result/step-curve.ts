/** A stretch of the video, as parts of its length from 0 to 1. */
export interface Window<Of> {
  readonly start: number;
  readonly end: number;
  readonly of: Of;
}

/** Windows side by side, each as long as its frames. */
export function windowsOf<Of extends { readonly frames: number }>(scores: readonly Of[]): Window<Of>[] {
  const total = scores.reduce((sum, { frames }) => sum + frames, 0);
  let before = 0;
  return scores.map((of) => {
    const start = before / total;
    before += of.frames;
    return { start, end: before / total, of };
  });
}

interface Step {
  readonly start: number;
  readonly end: number;
  /** null: not measured; the line is broken there. */
  readonly value: number | null;
}

/** The line of an SVG path in a square of side 1: level over each step, upright between two that touch. */
export function stepCurve(steps: readonly Step[], highest: number): string {
  let open = false;
  return steps
    .map(({ start, end, value }) => {
      if (value === null) {
        open = false;
        return '';
      }
      const y = 1 - Math.min(1, Math.max(0, value / highest));
      const begin = open ? `V${y}` : `M${start} ${y}`;
      open = true;
      return `${begin}H${end}`;
    })
    .join('');
}
