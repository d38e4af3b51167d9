/**
 * Largest relative error ‖actual − reference‖₂ / ‖reference‖₂ of one linear layer: a format's rounding unit, that is
 * half the distance between neighbouring values, relative to the value (floats) or to the spread of normal weights,
 * about a third of a block's largest value (blocks).
 */
export const LINEAR_BOUND: Readonly<Record<string, number>> = {
  auto: 1e-5,
  fp32: 1e-5,
  fp16: 2 ** -11,
  bf16: 2 ** -8,
  fp8_e4m3fn: 2 ** -4,
  fp8_e5m2: 2 ** -3,
  q8: 3 * 2 ** -8,
  q4: 3 * 2 ** -4,
};

/** Layers after each other, each with an error of its own: a recorded network of two or three blocks. */
export const NETWORK_FACTOR = 4;

/** Of one linear layer with float16 arithmetic, where products are summed in float16. */
export const HALF_LINEAR_BOUND = 1e-2;
