import type { PlanFieldsFragment } from '../api/generated/forecast.ts';
import type { StageName } from '../api/generated/schema.ts';
import { bytes } from '../format.ts';
import type { Catalogue } from '../text/areas.ts';
import type { Forecast } from './use-forecast.ts';

type Words = Catalogue['forecast'];
type Kind = 'ram' | 'vram';

/** `encode-text`, as the forecast names a stage, in the words of the page. */
export function stageName(stage: string, names: Catalogue['stages']): string {
  return names[stage.toUpperCase().replaceAll('-', '_') as StageName] ?? stage;
}

/** What a memory plan does besides loading the networks, a phrase each. */
function planPhrases(plan: PlanFieldsFragment, words: Words): string[] {
  return [
    plan.vaeTiling && words.tiling(plan.vaeTiling.tile, plan.vaeTiling.overlap),
    plan.blockSwap && words.swap(plan.blockSwap.blocksToSwap),
    plan.attentionChunk && words.chunk(plan.attentionChunk),
    plan.batchedCfg && words.batched,
    plan.textEncoderOnCpu && words.textOnCpu,
  ].filter((phrase): phrase is string => typeof phrase === 'string');
}

/** Bytes over the budget, of the memory that there is too little of; null: none. */
function overOf(peak: Record<Kind, number>, budget: Forecast['budget']): { kind: Kind; over: number } | null {
  for (const kind of ['vram', 'ram'] as const) {
    const limit = budget[`${kind}Bytes`];
    if (limit != null && peak[kind] > limit) return { kind, over: peak[kind] - limit };
  }
  return null;
}

/** How far a plan is over the budget; null: it is not. */
export function shortageOf(peak: Record<Kind, number>, budget: Forecast['budget'], words: Words): string | null {
  const short = overOf(peak, budget);
  return short && words.shortage(words[short.kind], bytes(short.over));
}

/** Why the chosen plan fits or does not: the stage that needs most, and what it does; else the strategy's own reason. */
export function whyOf({ chosen, budget }: Forecast, { forecast: words, stages }: Catalogue): string {
  const short = overOf(chosen.peak, budget);
  if (!short && !chosen.fits) return chosen.reason;
  const kind = short?.kind ?? (chosen.peak.vram > 0 ? 'vram' : 'ram');
  const [first, ...others] = chosen.stages;
  if (!first) return chosen.reason;
  const most = others.reduce((one, other) => (other.corrected[kind] > one.corrected[kind] ? other : one), first);
  const need = words.most(stageName(most.stage, stages), bytes(most.corrected[kind]));
  return [
    need,
    short && words.shortage(words[kind], bytes(short.over)),
    ...(chosen.plan ? planPhrases(chosen.plan, words) : []),
  ]
    .filter(Boolean)
    .join(' · ');
}
