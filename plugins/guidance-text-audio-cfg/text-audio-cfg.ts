import {
  type Guidance,
  type GuidanceRequest,
  type GuidanceRun,
  linearCombination,
  type Prediction,
} from '../../core/plugin-api/index.ts';

/** Predictions in call order, and the weight of each in the velocity. */
type Weights = readonly (readonly [Prediction, number])[];

/** Scales this close to 1 count as off. */
const isOff = (scale: number) => Math.abs(scale - 1) <= 1e-9;

/**
 * uncond + text·(cond − dropText) + audio·(dropText − uncond), with the terms that a scale of 1 cancels left out.
 * Text off: dropAudio + audio·(cond − dropAudio). Audio off, or no audio: dropText + text·(cond − dropText).
 * Source: MeiGen-AI/InfiniteTalk wan/multitalk.py, Wan-Video/Wan2.1 wan/image2video.py.
 */
function weights({ textScale: text, audioScale, hasAudio }: GuidanceRequest): Weights {
  const audio = hasAudio ? audioScale : 1;
  if (isOff(text) && isOff(audio)) return [['cond', 1]];
  if (isOff(text)) {
    return [
      ['cond', audio],
      ['dropAudio', 1 - audio],
    ];
  }
  if (isOff(audio)) {
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

export const textAudioCfg: Guidance = {
  prepare(request): GuidanceRun {
    const weighted = weights(request);
    const names = weighted.map(([name]) => name);
    return {
      predictions: () => names,
      combine: (predictions) =>
        linearCombination(
          weighted.map(([name, weight]) => {
            const values = predictions[name];
            if (!values) throw new RangeError(`prediction ${name} is missing`);
            return [weight, values];
          }),
        ),
      save: () => ({ tensors: {} }),
      restore: () => {},
    };
  },
};
