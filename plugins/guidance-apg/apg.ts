import {
  type GuidanceRequest,
  type GuidanceRun,
  linearCombination,
  type Prediction,
  type Term,
} from '../../core/plugin-api/index.ts';
import { type ProjectionOptions, projectGuidance } from './projection.ts';

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
export function prepareApg(request: GuidanceRequest, options: ProjectionOptions): GuidanceRun {
  const directions = chooseDirections(request);
  const names = [...new Set<Prediction>(['cond', ...directions.flatMap(({ from, to }) => [from, to])])];
  let averages: Readonly<Record<string, Float32Array>> = {};
  return {
    predictions: () => names,
    combine(predictions) {
      const read = (name: Prediction): Float32Array => {
        const values = predictions[name];
        if (!values) throw new RangeError(`prediction ${name} is missing`);
        return values;
      };
      const cond = read('cond');
      const next: Record<string, Float32Array> = {};
      const terms = directions.map(({ name, from, to, scale }): Term => {
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

/** Scales this close to 1 count as off. */
function isOff(scale: number): boolean {
  return Math.abs(scale - 1) <= 1e-9;
}

function chooseDirections({ textScale, audioScale, hasAudio }: GuidanceRequest): Direction[] {
  const textOff = isOff(textScale);
  const directions: Direction[] = [
    { name: 'text', from: 'cond', to: 'dropText', scale: textScale },
    { name: 'audio', from: textOff ? 'cond' : 'dropText', to: textOff ? 'dropAudio' : 'uncond', scale: audioScale },
  ];
  return directions.filter(({ name, scale }) => !isOff(scale) && (name === 'text' || hasAudio));
}

function copy(tensors: Readonly<Record<string, Float32Array>>): Record<string, Float32Array> {
  return Object.fromEntries(Object.entries(tensors).map(([name, values]) => [name, Float32Array.from(values)]));
}
