import type { MemoryBytes, MemoryForecast } from '../plugin-api/memory-forecast.ts';
import type {
  MemoryBudget,
  MemoryChoices,
  MemoryPlanResult,
  MemoryRefusal,
  Residency,
} from '../plugin-api/memory-strategy.ts';
import type { InOtherLanguages } from '../plugin-api/translations.ts';
import { formatBytes } from './memory-bytes.ts';
import { planPeak, type StageUse, stageUses } from './stage-use.ts';

/** The same residency for every network. */
export function uniformResidency(residency: Residency): MemoryChoices['residency'] {
  return {
    'text-encoder': residency,
    'image-encoder': residency,
    'audio-encoder': residency,
    vae: residency,
    dit: residency,
  };
}

/** Everything kept and nothing cut into parts. */
export const WHOLE: MemoryChoices = {
  residency: uniformResidency('keep'),
  vaeTiling: null,
  blockSwap: null,
  batchedCfg: false,
  attentionChunk: null,
  textEncoderOnCpu: false,
};

const KINDS = [
  { kind: 'vram', limit: 'vramBytes', memory: 'VRAM' },
  { kind: 'ram', limit: 'ramBytes', memory: 'RAM' },
] as const satisfies readonly { kind: keyof MemoryBytes; limit: keyof MemoryBudget; memory: string }[];

const largest = (uses: readonly StageUse[], kind: keyof MemoryBytes): StageUse =>
  uses.reduce((top, use) => (use.corrected[kind] > top.corrected[kind] ? use : top));

/** Whether a peak is within the budget. */
export const fits = (peak: MemoryBytes, budget: MemoryBudget): boolean =>
  KINDS.every(({ kind, limit }) => budget[limit] === null || peak[kind] <= budget[limit]);

type Words = InOtherLanguages<'why' | 'otherwise'>;

const inEach = <Made>(translations: Words, make: (words: Words[string]) => Made): Readonly<Record<string, Made>> =>
  Object.fromEntries(Object.entries(translations).map(([tag, words]) => [tag, make(words)]));

const withFigures = (why: string | undefined, figures: readonly string[]): { readonly reason?: string } =>
  why === undefined ? {} : { reason: [why, ...figures].join(' · ') };

/**
 * A plan of these choices, or why it does not fit: VRAM and RAM of the largest stages must each be within the budget.
 * @param why what the plan does, as the start of a sentence, e.g. `Every network stays loaded`
 * @param otherwise what to choose when it does not fit
 * @param translations both by BCP 47 tag; figures are put behind them in a form that every language reads
 */
export function planWithin(
  forecast: MemoryForecast,
  budget: MemoryBudget,
  choices: MemoryChoices,
  why: string,
  otherwise: string,
  translations: Words = {},
): MemoryPlanResult {
  const uses = stageUses(forecast, choices);
  const tops = KINDS.map(({ kind, limit, memory }) => {
    const { stage, corrected } = largest(uses, kind);
    return { stage, memory, bytes: corrected[kind], limit: budget[limit] };
  });
  const peak = { vram: tops[0]!.bytes, ram: tops[1]!.bytes };
  const over = tops.filter(({ bytes, limit }) => limit !== null && bytes > limit);
  if (over.length > 0) {
    const shortfalls = over.map(
      ({ stage, memory, bytes, limit }) =>
        `stage ${stage} needs ${formatBytes(bytes)} of ${memory}, ${formatBytes(bytes - limit!)} more than the budget of ${formatBytes(limit!)}`,
    );
    const figures = over.map(({ memory, bytes, limit }) => `${memory} ${formatBytes(bytes)} > ${formatBytes(limit!)}`);
    return {
      ok: false,
      reason: `${why}: ${shortfalls.join('; ')}.`,
      accepted: otherwise,
      translations: inEach(translations, (words) => ({
        ...withFigures(words.why, figures),
        ...(words.otherwise === undefined ? {} : { accepted: words.otherwise }),
      })),
      needed: peak,
    };
  }
  const used = tops.filter(({ bytes }) => bytes > 0);
  const most = used.map(({ stage, memory, bytes }) => `${formatBytes(bytes)} of ${memory} in stage ${stage}`);
  const figures = used.map(({ memory, bytes }) => `${memory} ${formatBytes(bytes)}`);
  const reason = `${why}: at most ${most.join(', ') || 'nothing'}.`;
  const others = inEach(translations, (words) => withFigures(words.why, figures));
  return { ok: true, plan: { ...choices, peak, reason, translations: others } };
}

/** Refuses a request that a strategy cannot honour. `choices`: what it would have planned instead. */
export const refuseRequest = (
  forecast: MemoryForecast,
  choices: MemoryChoices,
  reason: string,
  accepted: string,
  translations: NonNullable<MemoryRefusal['translations']> = {},
): MemoryRefusal => ({ ok: false, reason, accepted, translations, needed: planPeak(forecast, choices) });
