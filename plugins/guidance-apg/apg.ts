import {
  type GuidanceRequest,
  type GuidanceRun,
  type GuidanceScaleOptions,
  guidanceScales,
  linearCombination,
  type Prediction,
  type StepScales,
  type Term,
} from '../../core/plugin-api/index.ts';
import { type ProjectionOptions, projectGuidance } from './projection.ts';

export interface ApgOptions extends ProjectionOptions, GuidanceScaleOptions {}

/** A guidance direction `from − to` with its scale; each has a running average of its own. */
interface Direction {
  readonly name: 'text' | 'audio';
  readonly from: Prediction;
  readonly to: Prediction;
  readonly scale: number;
}

/**
 * cond + (text − 1)·P(cond − dropText) + (audio − 1)·P(dropText − uncond), with directions of scale 1 left out;
 * with text off, cond + (audio − 1)·P(cond − dropAudio). P is `projectGuidance`.
 * Source: MeiGen-AI/InfiniteTalk wan/multitalk.py (use_apg).
 */
export function prepareApg(request: GuidanceRequest, options: ApgOptions): GuidanceRun {
  const scalesAt = guidanceScales(request, options);
  let averages: Readonly<Record<string, Float32Array>> = {};
  return {
    predictions: (step) => [
      ...new Set<Prediction>(['cond', ...chooseDirections(scalesAt(step)).flatMap(({ from, to }) => [from, to])]),
    ],
    combine(predictions, step) {
      const read = (name: Prediction): Float32Array => {
        const values = predictions[name];
        if (!values) throw new RangeError(`prediction ${name} is missing`);
        return values;
      };
      const cond = read('cond');
      const next: Record<string, Float32Array> = { ...averages };
      const terms = chooseDirections(scalesAt(step)).map(({ name, from, to, scale }): Term => {
        const diff = linearCombination([
          [1, read(from)],
          [-1, read(to)],
        ]);
        const { update, average } = projectGuidance(diff, cond, averages[name], options);
        next[name] = average;
        return [scale - 1, update];
      });
      averages = next;
      return linearCombination([[1, cond], ...terms]);
    },
    save: () => ({ tensors: copy(averages) }),
    restore(state) {
      averages = copy(state.tensors);
    },
  };
}

function chooseDirections({ text, audio }: StepScales): Direction[] {
  const textOff = text === 1;
  const directions: Direction[] = [
    { name: 'text', from: 'cond', to: 'dropText', scale: text },
    { name: 'audio', from: textOff ? 'cond' : 'dropText', to: textOff ? 'dropAudio' : 'uncond', scale: audio },
  ];
  return directions.filter(({ scale }) => scale !== 1);
}

function copy(tensors: Readonly<Record<string, Float32Array>>): Record<string, Float32Array> {
  return Object.fromEntries(Object.entries(tensors).map(([name, values]) => [name, Float32Array.from(values)]));
}
