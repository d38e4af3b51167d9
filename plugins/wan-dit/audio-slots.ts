import { type FloatTensor, floatTensor, GenesisError } from '../../core/plugin-api/index.ts';
import type { AudioConfig } from './config.ts';
import { MAX_PEOPLE } from './people-line.ts';

export interface AudioSlots {
  /** Window of the first video frame, `[people, window · features]`. */
  readonly first: FloatTensor;
  /** `[people, T − 1, (window + stride − 1) · features]` */
  readonly later: FloatTensor;
}

/**
 * Groups audio windows `[people, frames, window, blocks, channels]` by latent frame. After the first frame, `stride`
 * video frames share a latent frame: of the first one's window come the positions up to the centre, of the middle ones
 * the centre, of the last one the positions from the centre on.
 * @param latentFrames T = 1 + (frames − 1) / stride
 * @throws GenesisError INPUT_INVALID
 */
export function audioSlots(audio: FloatTensor, config: AudioConfig, latentFrames: number): AudioSlots {
  const { window, stride, features } = config;
  const [people = 0, frames = 0, positions, ...inner] = audio.dims;
  const size = inner.reduce((product, n) => product * n, 1);
  const expected = 1 + (latentFrames - 1) * stride;
  if (people < 1 || people > MAX_PEOPLE || frames !== expected || positions !== window || size !== features) {
    throw new GenesisError('INPUT_INVALID', `Audio windows are [${audio.dims.join(', ')}].`, {
      field: 'audio',
      accepted: `1 to ${MAX_PEOPLE} people, ${expected} frames, windows of ${window}, ${features} values each`,
    });
  }
  const centre = (window - 1) / 2;
  const slots: [frame: number, position: number][] = [];
  for (let position = 0; position <= centre; position++) slots.push([0, position]);
  for (let frame = 1; frame < stride - 1; frame++) slots.push([frame, centre]);
  for (let position = centre; position < window; position++) slots.push([stride - 1, position]);

  const row = (person: number, frame: number, position: number, count: number) => {
    const start = ((person * frames + frame) * window + position) * features;
    return audio.data.subarray(start, start + count * features);
  };
  const first = new Float32Array(people * window * features);
  const later = new Float32Array(people * (latentFrames - 1) * slots.length * features);
  let at = 0;
  for (let person = 0; person < people; person++) {
    first.set(row(person, 0, 0, window), person * window * features);
    for (let latent = 1; latent < latentFrames; latent++) {
      for (const [frame, position] of slots) {
        later.set(row(person, 1 + (latent - 1) * stride + frame, position, 1), at);
        at += features;
      }
    }
  }
  return {
    first: floatTensor(first, [people, window * features]),
    later: floatTensor(later, [people, latentFrames - 1, slots.length * features]),
  };
}

/**
 * Masks `[classes, h, w]` reduced to tokens by nearest (source index floor(i · in / out)), each divided by its sum:
 * `[rows · columns, classes]`. An empty mask stays 0, so that it never wins.
 */
export function tokenMasks(masks: FloatTensor, classes: number, rows: number, columns: number): FloatTensor {
  const [count, h = 0, w = 0] = masks.dims;
  if (count !== classes || masks.dims.length !== 3)
    throw new RangeError(`masks are [${masks.dims.join(', ')}], expected [${classes}, h, w]`);
  const out = new Float32Array(rows * columns * classes);
  for (let mask = 0; mask < classes; mask++) {
    let sum = 0;
    for (let token = 0; token < rows * columns; token++) {
      const row = Math.floor((Math.floor(token / columns) * h) / rows);
      const column = Math.floor(((token % columns) * w) / columns);
      const value = masks.data[(mask * h + row) * w + column]!;
      out[token * classes + mask] = value;
      sum += value;
    }
    if (sum > 0) for (let token = 0; token < rows * columns; token++) out[token * classes + mask]! /= sum;
  }
  return floatTensor(out, [rows * columns, classes]);
}
