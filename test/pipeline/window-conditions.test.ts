import { describe, expect, it } from 'vitest';
import type { AudioEmbedding } from '../../core/pipeline/conditions/audio-embedding.ts';
import { audioWindows, mirrorTail } from '../../core/pipeline/conditions/audio-window.ts';
import { labStatistics, matchColor } from '../../core/pipeline/conditions/color-match.ts';
import { firstFrameMask } from '../../core/pipeline/conditions/first-frame-mask.ts';
import { labFromRgb, rgbFromLab } from '../../core/pipeline/conditions/lab.ts';
import { boxMask, centerCrop } from '../../core/pipeline/conditions/plane-mask.ts';
import { referenceMasks, sourceMasks } from '../../core/pipeline/conditions/reference-masks.ts';
import { floatTensor, NoiseGenerator } from '../../core/plugin-api/index.ts';
import { embeddingInMemory } from '../support/embedding-in-memory.ts';

describe('the first-frame mask', () => {
  it('marks four channels of the first latent frame', () => {
    const mask = firstFrameMask(9, 1, 2);
    expect(mask.dims).toEqual([4, 3, 1, 2]);
    expect([...mask.data]).toEqual([0, 1, 2, 3].flatMap(() => [1, 1, 0, 0, 0, 0]));
    expect(() => firstFrameMask(8, 1, 2)).toThrow('4n + 1');
  });
});

describe('reference masks', () => {
  it('clip boxes to the picture and give the rest to the background', () => {
    const [first, second, background] = sourceMasks({ height: 2, width: 4 }, 2, [
      [-3, 0, 9, 1.9],
      [0, 3, 1, 40],
    ]);
    expect([...first.data]).toEqual([1, 0, 0, 0, 1, 0, 0, 0]);
    expect([...second.data]).toEqual([0, 0, 0, 1, 0, 0, 0, 0]);
    expect([...background.data]).toEqual([0, 1, 1, 0, 0, 1, 1, 1]);
  });

  it('are ones for one person, and refused for three', () => {
    const size = { height: 32, width: 48 };
    expect(new Set(referenceMasks(size, size, 1).data)).toEqual(new Set([1]));
    expect(() => referenceMasks(size, size, 3)).toThrow('one or two');
    expect(() => referenceMasks(size, size, 2, [[0, 0, 1, 1]])).toThrow('one or two');
  });

  it('crop odd remainders with the half rounded to even', () => {
    const column = { height: 5, width: 1, data: Uint8Array.of(0, 1, 2, 3, 4) };
    // (5 − 2)/2 = 1.5 rounds to 2; (5 − 4)/2 = 0.5 rounds to 0.
    expect([...centerCrop(column, 2, 1).data]).toEqual([2, 3]);
    expect([...centerCrop(column, 4, 1).data]).toEqual([0, 1, 2, 3]);
    expect([...boxMask(2, 2, 0, 5, 2, 9).data]).toEqual([0, 0, 0, 0]);
  });
});

describe('audio windows', () => {
  const embedding = embeddingInMemory(floatTensor(Float32Array.of(0, 1, 2, 3), [4, 1, 1]));
  const all = async (source: AudioEmbedding) => [...(await source.read(0, source.frames)).data];

  it('repeat the first and the last frame past the ends', async () => {
    const windows = await audioWindows(embedding, 0, 4, 5);
    expect(windows.dims).toEqual([4, 5, 1, 1]);
    expect([...windows.data]).toEqual([0, 0, 0, 1, 2, 0, 0, 1, 2, 3, 0, 1, 2, 3, 3, 1, 2, 3, 3, 3]);
  });

  it('mirror a tail three frames past the end, or everything there is', async () => {
    expect(await all(mirrorTail(embedding, 4))).toEqual([0, 1, 2, 3, 3, 2, 1]);
    expect(await all(mirrorTail(embedding, 40))).toEqual([0, 1, 2, 3, 3, 2, 1, 0]);
    expect([...(await mirrorTail(embedding, 4).read(5, 2)).data]).toEqual([2, 1]);
    expect(mirrorTail(embedding, 3)).toBe(embedding);
  });
});

describe('colour matching', () => {
  const frame = new NoiseGenerator(4).randn(3 * 64).map((value) => Math.tanh(value));

  it('has the Lab values of scikit-image for the primaries, and goes back', () => {
    const expected = [
      [
        [1, 0, 0],
        [53.2405879, 80.0923082, 67.202751],
      ],
      [
        [1, 1, 1],
        [100, -0.0024535, 0.0046534],
      ],
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
    ] as const;
    for (const [rgb, lab] of expected) {
      labFromRgb(Float64Array.from(rgb)).forEach((value, c) => {
        expect(value).toBeCloseTo(lab[c]!, 3);
      });
      rgbFromLab(labFromRgb(Float64Array.from(rgb))).forEach((value, c) => {
        expect(value).toBeCloseTo(rgb[c]!, 5);
      });
    }
  });

  it('leaves a frame that is its own reference as it is', () => {
    matchColor(frame, labStatistics(frame), 1).forEach((value, i) => {
      expect(value).toBeCloseTo(frame[i]!, 4);
    });
  });

  it('gives a flat frame the mean colour of the reference', () => {
    const reference = labStatistics(frame);
    const matched = matchColor(new Float32Array(3 * 64).fill(0.3), reference, 1);
    const mean = rgbFromLab(Float64Array.from(reference.mean));
    for (const c of [0, 1, 2]) {
      for (const value of matched.subarray(c * 64, (c + 1) * 64)) expect(value).toBeCloseTo(mean[c]! * 2 - 1, 5);
    }
  });

  it('at strength 0 returns the frame unclipped', () => {
    const wide = Float32Array.of(1.5, -1.2, 0);
    expect(matchColor(wide, labStatistics(wide), 0)).toEqual(wide);
  });
});
