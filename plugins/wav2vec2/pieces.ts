/** Frames `start .. end` go through the encoder together; of its output `from .. to` is taken. */
export interface EncoderPiece {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** Share of a piece at either side whose output is left to the neighbour: it has too little around it. */
const MARGIN = 1 / 6;

/** One piece as long as all fits into it, as the reference has it; else pieces of `longest` frames that overlap. */
export function encoderPieces(frames: number, longest: number): EncoderPiece[] {
  if (frames <= longest) return [{ start: 0, end: frames, from: 0, to: frames }];
  const margin = Math.floor(longest * MARGIN);
  const step = Math.max(1, Math.floor(longest) - 2 * margin);
  const pieces: EncoderPiece[] = [];
  for (let from = 0; from < frames; from += step) {
    const to = Math.min(from + step, frames);
    pieces.push({ start: Math.max(0, from - margin), end: Math.min(frames, to + margin), from, to });
  }
  return pieces;
}
