import { translated } from '../../../core/plugin-host/translation.ts';
import type { MemoryReport, RecommendedPreset, StrategyForecast } from '../../../core/runs/memory-report.ts';
import { builder } from './builder.ts';
import { COST } from './costs.ts';
import { LOCALE } from './locale.ts';
import { MemoryBudgetRef, MemoryBytesRef, MemoryPlanRef, StageMemoryRef } from './memory.ts';
import { PresetRef } from './preset.ts';
import { GenerationModeEnum, NetworkPrecisionRef } from './settings.ts';
import { StartGenerationInput, toStartInput } from './start-input.ts';

const StrategyForecastRef = builder.objectRef<StrategyForecast>('StrategyForecast').implement({
  description: 'What one memory strategy makes of a request.',
  fields: (t) => ({
    strategy: t.exposeString('strategy', { description: 'Id of the memory strategy.' }),
    title: t.exposeString('title'),
    fits: t.exposeBoolean('fits', { description: 'It fits the budget and honours the request.' }),
    reason: t.string({
      description: 'Why this plan, or why none.',
      args: { locale: t.arg.string({ description: LOCALE }) },
      resolve: ({ reason, translations }, { locale }) => translated(translations, locale)?.reason ?? reason,
    }),
    accepted: t.string({
      nullable: true,
      description: 'When it does not fit: what would be taken instead.',
      args: { locale: t.arg.string({ description: LOCALE }) },
      resolve: ({ accepted, translations }, { locale }) => translated(translations, locale)?.accepted ?? accepted,
    }),
    peak: t.expose('peak', {
      type: MemoryBytesRef,
      description: 'Largest corrected use of each kind of memory over the stages, also of a plan that does not fit.',
    }),
    plan: t.expose('plan', {
      type: MemoryPlanRef,
      nullable: true,
      description: 'Null when it refuses the request whatever the budget.',
    }),
    stages: t.field({
      type: [StageMemoryRef],
      complexity: { field: 1, multiplier: 8 },
      resolve: ({ stages }) => [...stages],
    }),
    estimatedSeconds: t.exposeFloat('estimatedSeconds', {
      nullable: true,
      description: 'By the stages of past runs of the same size with this strategy; null when nothing is known.',
    }),
  }),
});

const RecommendedPresetRef = builder.objectRef<RecommendedPreset>('RecommendedPreset').implement({
  fields: (t) => ({
    preset: t.expose('preset', { type: PresetRef, nullable: true, description: 'Null: none fits.' }),
    reason: t.string({
      args: { locale: t.arg.string({ description: LOCALE }) },
      resolve: ({ reason, translations }, { locale }) => translated(translations, locale)?.reason ?? reason,
    }),
  }),
});

const MemoryForecastRef = builder.objectRef<MemoryReport>('MemoryForecast').implement({
  description: 'What a run would need, from headers and shapes alone.',
  fields: (t) => ({
    mode: t.expose('mode', { type: GenerationModeEnum }),
    model: t.exposeString('model'),
    provider: t.exposeString('provider'),
    precision: t.exposeString('precision'),
    networkPrecision: t.field({
      type: [NetworkPrecisionRef],
      description: 'Networks with a precision of their own.',
      resolve: ({ networkPrecision }) => [...networkPrecision],
    }),
    budget: t.expose('budget', { type: MemoryBudgetRef }),
    chosen: t.expose('chosen', { type: StrategyForecastRef, description: 'The strategy of the request.' }),
    strategies: t.field({
      type: [StrategyForecastRef],
      complexity: { field: 1, multiplier: 5 },
      description: 'Every strategy, with its default options but for the one of the request.',
      resolve: ({ strategies }) => [...strategies],
    }),
    recommended: t.expose('recommended', {
      type: RecommendedPresetRef,
      description: 'The preset that makes the largest windows within the budget.',
    }),
    pastRuns: t.exposeInt('pastRuns', { description: 'Runs on this machine that the forecast is corrected by.' }),
  }),
});

builder.queryField('memoryForecast', (t) =>
  t.field({
    type: MemoryForecastRef,
    description: 'Forecasts the memory of a request before it is started. Its files need not be uploaded yet.',
    complexity: COST.FORECAST,
    errors: { dataField: { name: 'forecast' } },
    args: { input: t.arg({ type: StartGenerationInput, required: true }) },
    resolve: (_root, { input }, { services }) => services.memory.forecast(toStartInput(input)),
  }),
);
