import {
  fits,
  type MemoryBudget,
  type MemoryChoices,
  type MemoryForecast,
  type MemoryRequest,
  type MemoryStrategy,
  planPeak,
  planWithin,
  uniformResidency,
  WHOLE,
} from '../../core/plugin-api/index.ts';
import { type Measure, type MeasureOptions, measuresBeforeSwap, swaps } from './measures.ts';

const OTHERWISE = 'a smaller size, or a shorter window';

/** The plan that takes no measure: what the request says, else the fastest. */
const fastest = ({ tiledVae, forceOffload, batchedCfg }: MemoryRequest, { tiling }: MeasureOptions): MemoryChoices => ({
  ...WHOLE,
  residency: uniformResidency(forceOffload ? 'offload' : 'keep'),
  vaeTiling: tiledVae ? tiling : null,
  batchedCfg: batchedCfg ?? false,
});

const applyAll = (start: MemoryChoices, measures: readonly Measure[]): MemoryChoices =>
  measures.reduce((choices, measure) => measure.apply(choices), start);

/** Leaves out what is not needed, the most costly first. */
function needed(
  measures: readonly Measure[],
  start: MemoryChoices,
  isEnough: (choices: MemoryChoices) => boolean,
): Measure[] {
  let kept = [...measures];
  for (const measure of [...measures].reverse()) {
    const without = kept.filter((other) => other !== measure);
    if (isEnough(applyAll(start, without))) kept = without;
  }
  return kept;
}

/** The measures of the plan that loses least time and fits; of the leanest plan when none fits. */
function choose(
  forecast: MemoryForecast,
  budget: MemoryBudget,
  start: MemoryChoices,
  cheap: readonly Measure[],
  costly: readonly Measure[],
): Measure[] {
  const isEnough = (choices: MemoryChoices): boolean => fits(planPeak(forecast, choices), budget);
  if (isEnough(start)) return [];
  for (let count = 1; count <= cheap.length; count++) {
    const taken = cheap.slice(0, count);
    if (isEnough(applyAll(start, taken))) return needed(taken, start, isEnough);
  }
  const lean = applyAll(start, cheap);
  const swap = costly.find((measure) => isEnough(measure.apply(lean)));
  if (swap) return needed([...cheap, swap], start, isEnough);
  // Nothing is enough: what a later measure overrules is left out, so that the reason names what is done.
  const leanest = [...cheap, ...costly.slice(-1)];
  const done = JSON.stringify(applyAll(start, leanest));
  return needed(leanest, start, (choices) => JSON.stringify(choices) === done);
}

export const auto = (options: MeasureOptions): MemoryStrategy => ({
  plan(forecast, budget, request) {
    const start = fastest(request, options);
    const cheap = measuresBeforeSwap(forecast, request, options);
    const measures = choose(forecast, budget, start, cheap, swaps(forecast, options));
    const taken = measures.map(({ does }) => does).join(', ');
    const why = taken === '' ? 'Nothing has to be saved' : `To fit the budget: ${taken}`;
    const zh = measures.length === 0 ? '无需节省' : `为放入预算：${measures.map((one) => one.zh).join('，')}`;
    return planWithin(forecast, budget, applyAll(start, measures), why, OTHERWISE, {
      zh: { why: zh, otherwise: '更小的尺寸，或更短的窗口' },
    });
  },
});
