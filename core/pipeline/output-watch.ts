import type { Prediction } from '../plugin-api/guidance.ts';
import { type FloatTensor, floatTensor } from '../plugin-api/tensor.ts';
import type { LogWords } from '../runs/events.ts';
import { diagnoseFinite, flatWarning, placeInChinese, placeText, type TensorPlace } from './diagnostics.ts';
import { logWords } from './log-words.ts';

/** A channel whose values lie closer than one of the 256 levels of a picture is of one colour. */
const LEVEL = 2 / 255;
/** Share of values at the ends of the range from which a window counts as saturated; the demo's videos have 0.01. */
const SATURATED = 0.9;
/** Ratio of neighbours' differences (see `FrameWatch`) from which a window counts as noise; the demo's videos have 0.04. */
const NOISE = 0.8;

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

/**
 * A check of the velocities of each step before guidance mixes them.
 * @param shape `[channels, T, h, w]` of a velocity
 * @param warn is told of a velocity that is the same everywhere
 * @returns to be called with the 1-based step. @throws GenesisError NON_FINITE_TENSOR naming the step and the prediction
 */
export function watchVelocities(place: TensorPlace, shape: readonly number[], warn: (words: LogWords | null) => void) {
  return (step: number, steps: number, velocities: Readonly<Partial<Record<Prediction, Float32Array>>>): void => {
    const at = { ...place, detail: `step ${step} of ${steps}` };
    for (const [prediction, data] of Object.entries(velocities))
      warn(flatWarning(at, diagnoseFinite(at, `velocity.${prediction}`, floatTensor(data, shape))));
  };
}

/**
 * Looks at the decoded frames of a window as they come: NaN ends the run at once, black, saturated and noisy pictures
 * are warned of at the window's end. Noise is told by von Neumann's ratio, the mean squared difference of horizontal
 * neighbours over twice the variance: 1 for independent values, near 0 where neighbours are alike (J. von Neumann,
 * "Distribution of the ratio of the mean square successive difference to the variance", 1941).
 */
export class FrameWatch {
  readonly #place: TensorPlace;
  #frames = 0;
  #flat = 0;
  #values = 0;
  #clamped = 0;
  #noise = 0;
  #channels = 0;

  constructor(place: TensorPlace) {
    this.#place = place;
  }

  /**
   * @param chunk `[3, n, H, W]` in [-1, 1]
   * @throws GenesisError NON_FINITE_TENSOR naming the frames
   */
  see(chunk: FloatTensor): void {
    const [channels, count, height, width] = chunk.dims as [number, number, number, number];
    const detail = `frames ${this.#frames + 1} to ${this.#frames + count}`;
    diagnoseFinite({ ...this.#place, detail }, 'frames', chunk);
    const plane = height * width;
    for (let frame = 0; frame < count; frame++) {
      let flat = true;
      for (let c = 0; c < channels; c++) {
        const from = (c * count + frame) * plane;
        flat = this.#seePlane(chunk.data.subarray(from, from + plane), width) && flat;
      }
      if (flat) this.#flat += 1;
    }
    this.#frames += count;
  }

  /** @returns whether the plane is of one colour */
  #seePlane(plane: Float32Array, width: number): boolean {
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    let sum = 0;
    let squares = 0;
    let differences = 0;
    for (let i = 0; i < plane.length; i++) {
      const value = plane[i]!;
      if (value < min) min = value;
      if (value > max) max = value;
      if (value >= 1 || value <= -1) this.#clamped += 1;
      sum += value;
      squares += value * value;
      if (i % width > 0) differences += (value - plane[i - 1]!) ** 2;
    }
    this.#values += plane.length;
    this.#channels += 1;
    const variance = squares / plane.length - (sum / plane.length) ** 2;
    const pairs = plane.length - plane.length / width;
    if (max - min >= LEVEL && pairs > 0) this.#noise += differences / pairs / (2 * variance);
    return max - min < LEVEL;
  }

  /** What is wrong with the pictures, with the figures; none for pictures as they should be. */
  warnings(): LogWords[] {
    const [place, zh] = [placeText(this.#place), placeInChinese(this.#place)];
    const noise = this.#noise / this.#channels;
    const clamped = this.#clamped / this.#values;
    const found: LogWords[] = [];
    const note = (message: string, inChinese: string) =>
      found.push(logWords(`${place} made ${message}`, `${zh}：${inChinese}`));
    if (this.#flat > 0)
      note(
        `${this.#flat} of ${this.#frames} frames of one colour`,
        `${this.#frames} 帧中有 ${this.#flat} 帧为单一颜色`,
      );
    if (clamped > SATURATED) {
      const share = percent(clamped);
      note(`saturated frames: ${share} of the values are at the ends of the range`, `画面饱和：${share} 的值处于两端`);
    }
    if (noise > NOISE) {
      const share = percent(noise);
      note(
        `frames that look like noise: neighbours differ by ${share} of chance`,
        `画面像噪声：相邻差异为随机的 ${share}`,
      );
    }
    return found;
  }
}
