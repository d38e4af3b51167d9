import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { mouthDarkness, scoreLipSync } from '../../core/media/lip-sync/lip-sync-score.ts';
import { findMouthBox, type MouthBox } from '../../core/media/lip-sync/mouth-box.ts';
import { speechOpening } from '../../core/media/lip-sync/speech-opening.ts';
import { decodeSpeech, speechInMemory } from '../support/speech.ts';

const SAMPLES = fileURLToPath(new URL('../../models/demo/samples/', import.meta.url));
const SIZE = 128;

interface SampleMetrics {
  readonly lip_sync_correlation: number | null;
  readonly mouth_darkness_mean: number;
  readonly mouth_darkness_max: number;
  readonly mouth_box_rows_cols: [number, number, number, number];
  readonly driving_opening: number[];
}

const metrics = JSON.parse(readFileSync(`${SAMPLES}metrics.json`, 'utf8')) as Record<string, SampleMetrics>;

async function score(sample: number, box?: MouthBox) {
  const { data } = await sharp(`${SAMPLES}result_${sample}.webp`, { pages: -1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const bytes = SIZE * SIZE * 3;
  const frames = Array.from({ length: data.length / bytes }, (_, frame) =>
    data.subarray(frame * bytes, (frame + 1) * bytes),
  );
  const used = box ?? findMouthBox(frames[0]!, SIZE, SIZE);
  const darkness = frames.map((frame) => mouthDarkness(frame, SIZE, used));
  return { ...scoreLipSync(darkness, metrics[`sample_${sample}`]!.driving_opening), box: used };
}

/** `mouth_track` of the recipe's data.py run (in numpy) on the shipped WAV files: frames 16, 18, ... 38, and the sum of all. */
const MOUTH_TRACK: Record<number, { frames: number; values: number[]; sum: number }> = {
  1: {
    frames: 145,
    values: [
      0.826499, 0.698812, 0.589008, 0.547679, 0.709405, 0.318886, 0.287706, 0.910272, 0.588349, 0.140427, 0.591104,
      0.583837,
    ],
    sum: 61.896698,
  },
  2: {
    frames: 89,
    values: [
      0.168499, 0.69188, 0.589352, 0.418201, 0.768752, 0.496665, 0.323438, 0.523548, 0.854362, 0.726608, 0.904466,
      0.442455,
    ],
    sum: 35.47628,
  },
};

const opening = async (sample: number) =>
  speechOpening(speechInMemory(await decodeSpeech(`${SAMPLES}speech_${sample}.wav`, { field: 'audio' })));

describe('lip-sync score', () => {
  it.each([1, 2])("equals the recipe's mouth_track on the WAV file of sample %i", async (sample) => {
    const { frames, values, sum } = MOUTH_TRACK[sample]!;
    const made = await opening(sample);
    expect(made).toHaveLength(frames);
    for (const [i, value] of values.entries()) expect(made[16 + 2 * i]).toBeCloseTo(value, 5);
    expect(made.reduce((total, value) => total + value, 0)).toBeCloseTo(sum, 4);
  });

  // The recorded curves come from the whole utterance, before it was cut to the file: its loud passages differ a little.
  it.each([1, 2, 3])('finds the driving opening recorded for sample %i', async (sample) => {
    const made = await opening(sample);
    const recorded = metrics[`sample_${sample}`]!.driving_opening;
    for (const [frame, value] of recorded.entries()) expect(Math.abs(value - made[frame]!)).toBeLessThan(0.005);
  });

  // The recipe measured the frames before they were stored as lossy WebP.
  it.each([1, 2, 3])('measures the recorded clip of sample %i as the recipe did', async (sample) => {
    const recorded = metrics[`sample_${sample}`]!;
    const [top, bottom, left, right] = recorded.mouth_box_rows_cols;
    const measured = await score(sample, { top, bottom, left, right });
    if (recorded.lip_sync_correlation === null) expect(measured.correlation).toBeNull();
    else expect(measured.correlation).toBeCloseTo(recorded.lip_sync_correlation, 2);
    expect(Math.abs(measured.openness - recorded.mouth_darkness_mean)).toBeLessThan(0.001);
    expect(Math.abs(measured.widest - recorded.mouth_darkness_max)).toBeLessThan(0.002);
  });

  it.each([1, 2, 3])('finds the mouth of portrait %i within three pixels and scores the same', async (sample) => {
    const recorded = metrics[`sample_${sample}`]!;
    const found = await score(sample);
    const { top, bottom, left, right } = found.box!;
    const edges = [top, bottom, left, right].map((edge, i) => Math.abs(edge - recorded.mouth_box_rows_cols[i]!));
    expect(Math.max(...edges)).toBeLessThanOrEqual(3);
    if (recorded.lip_sync_correlation !== null)
      expect(Math.abs(found.correlation! - recorded.lip_sync_correlation)).toBeLessThan(0.005);
    else expect(found.widest).toBeLessThan(0.01);
  });
});
