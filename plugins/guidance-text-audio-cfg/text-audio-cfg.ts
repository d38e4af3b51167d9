import {
  type Guidance,
  type GuidanceRun,
  type GuidanceScaleOptions,
  guidanceScales,
  linearCombination,
  type Prediction,
  rescaleGuidance,
  type StepScales,
} from '../../core/plugin-api/index.ts';

export interface TextAudioCfgOptions extends GuidanceScaleOptions {
  /** 0 .. 1: how far the velocity's deviation is brought to that of `cond`. */
  readonly rescale: number;
}

/** Predictions in call order, and the weight of each in the velocity. */
type Weights = readonly (readonly [Prediction, number])[];

/**
 * uncond + text·(cond − dropText) + audio·(dropText − uncond), with the terms that a scale of 1 cancels left out.
 * Text off: dropAudio + audio·(cond − dropAudio). Audio off, or no audio: dropText + text·(cond − dropText).
 * Source: MeiGen-AI/InfiniteTalk wan/multitalk.py, Wan-Video/Wan2.1 wan/image2video.py.
 */
function weights({ text, audio }: StepScales): Weights {
  if (text === 1 && audio === 1) return [['cond', 1]];
  if (text === 1) {
    return [
      ['cond', audio],
      ['dropAudio', 1 - audio],
    ];
  }
  if (audio === 1) {
    return [
      ['cond', text],
      ['dropText', 1 - text],
    ];
  }
  return [
    ['cond', text],
    ['dropText', audio - text],
    ['uncond', 1 - audio],
  ];
}

export function textAudioCfg(options: TextAudioCfgOptions): Guidance {
  return {
    prepare(request): GuidanceRun {
      const scalesAt = guidanceScales(request, options);
      return {
        predictions: (step) => weights(scalesAt(step)).map(([name]) => name),
        combine(predictions, step) {
          const read = (name: Prediction): Float32Array => {
            const values = predictions[name];
            if (!values) throw new RangeError(`prediction ${name} is missing`);
            return values;
          };
          const terms = weights(scalesAt(step)).map(([name, weight]) => [weight, read(name)] as const);
          return rescaleGuidance(linearCombination(terms), read('cond'), options.rescale);
        },
        save: () => ({ tensors: {} }),
        restore: () => {},
      };
    },
  };
}
