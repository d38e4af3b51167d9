import { describe, expect, it } from 'vitest';
import { floatTensor } from '../../core/plugin-api/index.ts';
import { audioSlots, tokenMasks } from '../../plugins/wan-dit/audio-slots.ts';
import type { DitConfig } from '../../plugins/wan-dit/config.ts';
import { keyPlaces, linePlaces } from '../../plugins/wan-dit/people-line.ts';
import { gridRope } from '../../plugins/wan-dit/rope.ts';

describe('what the Wan DiT is fed', () => {
  it('turns pairs by frame, row and column with frequencies of their own', () => {
    const { cos, sin } = gridRope(2, 3, 4, 16);
    expect(cos.dims).toEqual([24, 8]);
    // Token (frame 1, row 2, column 3): 4 pairs of the frame, 2 of the row, 2 of the column.
    const angles = [1, 0.1, 0.01, 0.001, 2, 0.02, 3, 0.03];
    angles.forEach((angle, pair) => {
      expect(cos.data[23 * 8 + pair]).toBeCloseTo(Math.cos(angle), 6);
      expect(sin.data[23 * 8 + pair]).toBeCloseTo(Math.sin(angle), 6);
    });
  });

  it('groups audio windows by latent frame: 3 of the first, the centres, 3 of the last', () => {
    const audio = floatTensor(
      Float32Array.from({ length: 9 * 5 }, (_, i) => 10 * Math.floor(i / 5) + (i % 5)),
      [1, 9, 5, 1, 1],
    );
    const config = { window: 5, stride: 4, features: 1 } as NonNullable<DitConfig['audio']>;
    const { first, later } = audioSlots(audio, config, 3);
    expect([...first.data]).toEqual([0, 1, 2, 3, 4]);
    expect([...later.data]).toEqual([10, 11, 12, 22, 32, 42, 43, 44, 50, 51, 52, 62, 72, 82, 83, 84]);
  });

  it('lowers the temporal frequency that RIFLEx names, and no other', () => {
    // 4 temporal pairs, 9 latent frames: the third one's frequency of 0.01 becomes 0.9 · 2π / 9.
    const [plain, lowered] = [gridRope(9, 1, 1, 16), gridRope(9, 1, 1, 16, 3)];
    expect(lowered.cos.data[8 * 8 + 2]).toBeCloseTo(Math.cos(8 * 0.9 * 2 * (Math.PI / 9)), 6);
    const others = (table: typeof plain) => Array.from(table.cos.data).filter((_, i) => i % 8 !== 2);
    expect(others(lowered)).toEqual(others(plain));
  });

  it('seats two people at the ends of the line, three and four one after the other, the background in the middle', () => {
    const config = { classRange: 24, classInterval: 4, tokens: 2 } as NonNullable<DitConfig['audio']>;
    const starts = (people: number) => linePlaces(config, people).map(({ start, span }) => [start, span]);
    expect(starts(2)).toEqual([
      [0, 4],
      [20, 4],
      [12, 0],
    ]);
    expect(starts(4)).toEqual([
      [0, 4],
      [4, 4],
      [8, 4],
      [12, 4],
      [12, 0],
    ]);
    expect(keyPlaces(config, 1)).toEqual([0, 0]);
    expect(keyPlaces(config, 2)).toEqual([2, 2, 22, 22]);
    expect(keyPlaces(config, 3)).toEqual([2, 2, 6, 6, 10, 10]);
  });

  it('reduces masks by nearest and leaves an empty one at zero', () => {
    const mask = floatTensor(
      Float32Array.of(1, 0, 1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
      [3, 2, 4],
    );
    expect(tokenMasks(mask, 3, 1, 2)).toMatchObject({ dims: [2, 3], data: Float32Array.of(0.5, 0, 0, 0.5, 0, 0) });
  });
});
