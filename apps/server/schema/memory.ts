import { addBytes } from '../../../core/memory/memory-bytes.ts';
import type { MemoryUse, StageUse } from '../../../core/memory/stage-use.ts';
import {
  type MemoryBudget,
  type MemoryBytes,
  type MemoryChoices,
  NETWORK_ROLES,
} from '../../../core/plugin-api/index.ts';
import { translated } from '../../../core/plugin-host/translation.ts';
import type { RunMemory } from '../../../core/runs/events.ts';
import { builder } from './builder.ts';
import { LOCALE } from './locale.ts';

export const MemoryBytesRef = builder.objectRef<MemoryBytes>('MemoryBytes').implement({
  description: 'Bytes on the device and in the machine. Where the device is the processor, all are `ram`.',
  fields: (t) => ({
    vram: t.field({ type: 'SafeInt', resolve: ({ vram }) => Math.round(vram) }),
    ram: t.field({ type: 'SafeInt', resolve: ({ ram }) => Math.round(ram) }),
  }),
});

export const MemoryBudgetRef = builder.objectRef<MemoryBudget>('MemoryBudget').implement({
  description: 'What a run may use; null: no limit, or not known.',
  fields: (t) => ({
    vramBytes: t.field({
      type: 'SafeInt',
      nullable: true,
      resolve: ({ vramBytes }) => vramBytes && Math.floor(vramBytes),
    }),
    ramBytes: t.field({ type: 'SafeInt', nullable: true, resolve: ({ ramBytes }) => ramBytes && Math.floor(ramBytes) }),
  }),
});

const MemoryUseRef = builder.objectRef<MemoryUse>('MemoryUse').implement({
  description: 'What memory is used for.',
  fields: (t) => ({
    weights: t.expose('weights', { type: MemoryBytesRef }),
    activations: t.expose('activations', { type: MemoryBytesRef }),
    tiles: t.expose('tiles', {
      type: MemoryBytesRef,
      description: 'The tile that is worked on with its caches, and the frame that tiles are put together in.',
    }),
    overhead: t.expose('overhead', {
      type: MemoryBytesRef,
      description: "Processes, the runtime's tables, buffers in flight.",
    }),
  }),
});

export const StageMemoryRef = builder.objectRef<StageUse>('StageMemory').implement({
  description: 'What one stage holds under a memory plan, kept networks included.',
  fields: (t) => ({
    stage: t.exposeString('stage'),
    split: t.field({ type: MemoryUseRef, description: 'As shapes say.', resolve: ({ forecast }) => forecast }),
    forecast: t.field({
      type: MemoryBytesRef,
      description: 'The sum of the split.',
      resolve: ({ forecast }) => addBytes(forecast.weights, forecast.activations, forecast.tiles, forecast.overhead),
    }),
    corrected: t.expose('corrected', {
      type: MemoryBytesRef,
      description: 'The same, corrected by what past runs on this machine measured; what plans go by.',
    }),
  }),
});

const VaeTilingRef = builder.objectRef<NonNullable<MemoryChoices['vaeTiling']>>('VaeTiling').implement({
  description: 'In pixels.',
  fields: (t) => ({ tile: t.exposeInt('tile'), overlap: t.exposeInt('overlap') }),
});

const BlockSwapRef = builder.objectRef<NonNullable<MemoryChoices['blockSwap']>>('BlockSwap').implement({
  fields: (t) => ({
    blocksToSwap: t.exposeInt('blocksToSwap', { description: 'Blocks that are not kept, counted from the last.' }),
    prefetchBlocks: t.exposeInt('prefetchBlocks', { description: 'Blocks brought in ahead of the one that runs.' }),
  }),
});

export const MemoryPlanRef = builder.objectRef<MemoryChoices>('MemoryPlan').implement({
  description: 'What a memory strategy decides.',
  fields: (t) => ({
    keptNetworks: t.field({
      type: ['String'],
      description: 'Networks that stay loaded; the others are unloaded after their stage.',
      resolve: ({ residency }) => NETWORK_ROLES.filter((role) => residency[role] === 'keep'),
    }),
    vaeTiling: t.expose('vaeTiling', { type: VaeTilingRef, nullable: true, description: 'Null: whole frames.' }),
    blockSwap: t.expose('blockSwap', { type: BlockSwapRef, nullable: true, description: 'Null: every block is kept.' }),
    batchedCfg: t.exposeBoolean('batchedCfg', { description: 'All predictions of a step in one pass.' }),
    attentionChunk: t.exposeInt('attentionChunk', {
      nullable: true,
      description: 'Queries of a self-attention that are worked on at once; null: all.',
    }),
    textEncoderOnCpu: t.exposeBoolean('textEncoderOnCpu'),
  }),
});

export const RunMemoryRef = builder.objectRef<RunMemory>('RunMemory').implement({
  description: 'The memory plan that a run was carried out with, and its forecast.',
  fields: (t) => ({
    strategy: t.exposeString('strategy'),
    reason: t.string({
      args: { locale: t.arg.string({ description: LOCALE }) },
      resolve: ({ plan }, { locale }) => translated(plan.translations, locale)?.reason ?? plan.reason,
    }),
    plan: t.expose('plan', { type: MemoryPlanRef }),
    budget: t.expose('budget', { type: MemoryBudgetRef }),
    peak: t.field({
      type: MemoryBytesRef,
      description: 'Largest corrected forecast of each kind of memory over the stages.',
      resolve: ({ plan }) => plan.peak,
    }),
    stages: t.field({
      type: [StageMemoryRef],
      complexity: { field: 1, multiplier: 8 },
      resolve: ({ stages }) => [...stages],
    }),
  }),
});
