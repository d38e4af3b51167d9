/**
 * Minimal filtering in time: `outputs` frames of a 3-tap correlation from `outputs + 2` frames with as many products,
 * y = outputTransform · ((kernelTransform · g) ⊙ (inputTransform · d)).
 * Winograd, Arithmetic Complexity of Computations (1980); matrices as in Lavin and Gray, Fast Algorithms for
 * Convolutional Neural Networks (2015), section 4.
 */
export interface MinimalFilter {
  readonly outputs: number;
  /** `[outputs + 2][outputs + 2]` */
  readonly input: readonly (readonly number[])[];
  /** `[outputs + 2][3]` */
  readonly kernel: readonly (readonly number[])[];
  /** `[outputs][outputs + 2]`; column 1 is all ones, so that a bias on product 1 reaches every output once. */
  readonly output: readonly (readonly number[])[];
}

const F2: MinimalFilter = {
  outputs: 2,
  input: [
    [1, 0, -1, 0],
    [0, 1, 1, 0],
    [0, -1, 1, 0],
    [0, 1, 0, -1],
  ],
  kernel: [
    [1, 0, 0],
    [1 / 2, 1 / 2, 1 / 2],
    [1 / 2, -1 / 2, 1 / 2],
    [0, 0, 1],
  ],
  output: [
    [1, 1, 1, 0],
    [0, 1, -1, -1],
  ],
};

const F4: MinimalFilter = {
  outputs: 4,
  input: [
    [4, 0, -5, 0, 1, 0],
    [0, -4, -4, 1, 1, 0],
    [0, 4, -4, -1, 1, 0],
    [0, -2, -1, 2, 1, 0],
    [0, 2, -1, -2, 1, 0],
    [0, 4, 0, -5, 0, 1],
  ],
  kernel: [
    [1 / 4, 0, 0],
    [-1 / 6, -1 / 6, -1 / 6],
    [-1 / 6, 1 / 6, -1 / 6],
    [1 / 24, 1 / 12, 1 / 6],
    [1 / 24, -1 / 12, 1 / 6],
    [0, 0, 1],
  ],
  output: [
    [1, 1, 1, 1, 1, 0],
    [0, 1, -1, 2, -2, 0],
    [0, 1, 1, 4, 4, 0],
    [0, 1, -1, 8, -8, 1],
  ],
};

/** The widest filter for at most `frames` outputs; null when a plain sum of three taps is best. */
export function minimalFilter(frames: number): MinimalFilter | null {
  return frames >= F4.outputs ? F4 : frames >= F2.outputs ? F2 : null;
}
