import {
  type GuidanceRequest,
  type GuidanceRun,
  type GuidanceScaleOptions,
  guidanceScales,
  linearCombination,
  type Prediction,
  rescaleGuidance,
  type StepScales,
} from '../../core/plugin-api/index.ts';

export interface CfgZeroOptions extends GuidanceScaleOptions {
  /** First steps at which the velocity is zero. */
  readonly zeroInitSteps: number;
  /** 0 .. 1, as for text-audio-cfg. */
  readonly rescale: number;
}

/** Predictions from the best-conditioned to the least, and the scale of each way down. */
interface Ladder {
  readonly rungs: readonly Prediction[];
  readonly scales: readonly number[];
}

function ladder({ text, audio }: StepScales): Ladder {
  if (text === 1 && audio === 1) return { rungs: ['cond'], scales: [] };
  if (text === 1) return { rungs: ['cond', 'dropAudio'], scales: [audio] };
  if (audio === 1) return { rungs: ['cond', 'dropText'], scales: [text] };
  return { rungs: ['cond', 'dropText', 'uncond'], scales: [text, audio] };
}

/**
 * CFG-Zero* (arXiv 2503.18886): before it is subtracted, a less conditioned prediction is scaled by s = ⟨v, u⟩/⟨u, u⟩,
 * which brings it as near as can be to the one above it; the first steps are zero. With one direction:
 * s·dropText + text·(cond − s·dropText). With audio as well, the rule is applied down the ladder cond, dropText,
 * uncond: each is fitted to the fitted one above. That extension is this project's; the paper has one direction.
 * Source: huggingface/diffusers classifier_free_zero_star_guidance.py.
 */
export function prepareCfgZero(request: GuidanceRequest, options: CfgZeroOptions): GuidanceRun {
  const scalesAt = guidanceScales(request, options);
  return {
    predictions: (step) => (step < options.zeroInitSteps ? ['cond'] : ladder(scalesAt(step)).rungs),
    combine(predictions, step) {
      const read = (name: Prediction): Float32Array => {
        const values = predictions[name];
        if (!values) throw new RangeError(`prediction ${name} is missing`);
        return values;
      };
      const cond = read('cond');
      if (step < options.zeroInitSteps) return new Float32Array(cond.length);
      const { rungs, scales } = ladder(scalesAt(step));
      const fits = [1];
      for (let i = 1; i < rungs.length; i++) {
        fits.push(fits[i - 1]! * projection(read(rungs[i - 1]!), read(rungs[i]!)));
      }
      // Σ scale_i·(fitted_i − fitted_(i+1)) + fitted_last, as one weight per prediction.
      const velocity = linearCombination(
        rungs.map((name, i) => [((scales[i] ?? 1) - (scales[i - 1] ?? 0)) * fits[i]!, read(name)] as const),
      );
      return rescaleGuidance(velocity, cond, options.rescale);
    },
    save: () => ({ tensors: {} }),
    restore: () => {},
  };
}

/** ⟨v, u⟩/(⟨u, u⟩ + 1e-8). */
function projection(v: Float32Array, u: Float32Array): number {
  let product = 0;
  let square = 0;
  for (let i = 0; i < u.length; i++) {
    product += v[i]! * u[i]!;
    square += u[i]! * u[i]!;
  }
  return product / (square + 1e-8);
}
