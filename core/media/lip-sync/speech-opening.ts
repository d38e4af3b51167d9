import type { SpeechSource } from '../../plugin-api/network.ts';
import { fft } from './fft.ts';

const RATE = 16000;
const WINDOW = 1024;
/** Frames whose sound is read from the source together. */
const FRAMES_AT_ONCE = 64;
const HANN = Float64Array.from({ length: WINDOW }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / (WINDOW - 1)));

interface Bands {
  readonly voice: number;
  readonly high: number;
}

/** Energy of the window that begins at a sample, split at 3 kHz (what lies below 90 Hz is left out); 0 outside. */
function bandEnergies(audio: Float32Array, start: number): Bands {
  const real = Float64Array.from(HANN, (weight, n) => weight * (audio[start + n] ?? 0));
  const imaginary = new Float64Array(WINDOW);
  fft(real, imaginary);
  let voice = 0;
  let high = 0;
  for (let bin = 0; bin <= WINDOW / 2; bin++) {
    const hertz = (bin * RATE) / WINDOW;
    const energy = real[bin]! ** 2 + imaginary[bin]! ** 2;
    if (hertz >= 3000) high += energy;
    else if (hertz > 90) voice += energy;
  }
  return { voice, high };
}

/** Percentile with linear interpolation between ranks, as numpy's default. */
function percentile(values: Float64Array, share: number): number {
  const sorted = values.slice().sort();
  const rank = (sorted.length - 1) * share;
  const low = sorted[Math.floor(rank)] ?? 0;
  return low + ((sorted[Math.ceil(rank)] ?? low) - low) * (rank - Math.floor(rank));
}

const clip01 = (value: number) => Math.min(1, Math.max(0, value));

/**
 * How far a mouth opens to speech, 0..1 per video frame: loudness against the clip's own loud passages, less where
 * hiss dominates, smoothed over three frames. Silence gives 0.
 * Source: the demo model's recipe, data.py, mouth_track.
 */
export async function speechOpening(speech: SpeechSource, fps = 25): Promise<Float32Array> {
  const frames = Math.trunc((speech.length / RATE) * fps);
  const bands: Bands[] = [];
  const startOf = (frame: number) => Math.trunc(((frame + 0.5) / fps) * RATE) - WINDOW / 2;
  for (let first = 0; first < frames; first += FRAMES_AT_ONCE) {
    const end = Math.min(first + FRAMES_AT_ONCE, frames);
    const from = Math.max(0, startOf(first));
    const samples = await speech.read(from, Math.min(startOf(end - 1) + WINDOW, speech.length) - from);
    for (let frame = first; frame < end; frame++) bands.push(bandEnergies(samples, startOf(frame) - from));
  }
  const total = Float64Array.from(bands, ({ voice, high }) => voice + high + 1e-9);
  const loud = Math.max(percentile(total, 0.93), 1e-3);
  const opening = bands.map(({ high }, frame) => {
    const level = 10 * Math.log10(total[frame]! / loud + 1e-9);
    const hiss = clip01((high / total[frame]! - 0.3) / 0.4);
    return clip01((level + 22) / 22) ** 1.2 * (1 - 0.75 * hiss);
  });
  if (frames < 5) return Float32Array.from(opening);
  return Float32Array.from(opening, (value, frame) => {
    const before = opening[Math.max(0, frame - 1)]!;
    const after = opening[Math.min(frames - 1, frame + 1)]!;
    return (before + 2 * value + after) / 4;
  });
}
