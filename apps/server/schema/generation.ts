import { z } from 'zod';
import type { Generation } from '../../../core/runs/service.ts';
import type { GenerationState } from '../../../core/runs/spec.ts';
import { AssetRef } from './asset.ts';
import { builder } from './builder.ts';
import { orNull } from './errors.ts';
import { GenerationEventRef, GenerationStateEnum } from './event.ts';
import { decodeId, encodeId } from './ids.ts';
import { MultiAudioEnum, SpeakerRef, TimedPromptRef } from './inputs.ts';
import { given, page, pageCost } from './page.ts';
import { RunRef } from './run.ts';
import { GenerationModeEnum, SETTINGS_COST, SettingsRef } from './settings.ts';

export const GenerationRef = builder.objectRef<Generation>('Generation');
builder.node(GenerationRef, {
  description: 'What a user asked for, with its settings fully resolved. Immutable but for its state.',
  id: { resolve: ({ id }) => id },
  loadOne: (id, { services }) => orNull(() => services.generations.find(id)),
  fields: (t) => ({
    state: t.expose('state', { type: GenerationStateEnum }),
    mode: t.field({ type: GenerationModeEnum, resolve: ({ spec }) => spec.mode }),
    prompt: t.string({ resolve: ({ spec }) => spec.prompt }),
    negativePrompt: t.string({ resolve: ({ spec }) => spec.negativePrompt }),
    seed: t.field({ type: 'SafeInt', resolve: ({ spec }) => spec.seed }),
    preset: t.string({
      description: 'Name of the preset that the settings started from.',
      resolve: ({ spec }) => spec.preset,
    }),
    settings: t.field({ type: SettingsRef, complexity: SETTINGS_COST, resolve: ({ spec }) => spec }),
    specHash: t.exposeString('specHash'),
    idempotencyKey: t.exposeString('idempotencyKey', { nullable: true }),
    image: t.field({ type: AssetRef, nullable: true, resolve: ({ spec }) => spec.image?.id }),
    video: t.field({ type: AssetRef, nullable: true, resolve: ({ spec }) => spec.video?.id }),
    audio: t.field({ type: AssetRef, nullable: true, resolve: ({ spec }) => spec.audio?.id }),
    speakers: t.field({
      type: [SpeakerRef],
      complexity: { field: 1, multiplier: 4 },
      resolve: ({ spec }) => [...spec.speakers],
    }),
    multiAudio: t.field({ type: MultiAudioEnum, resolve: ({ spec }) => spec.multiAudio }),
    prompts: t.field({ type: [TimedPromptRef], resolve: ({ spec }) => [...spec.prompts] }),
    startLatents: t.id({
      nullable: true,
      description: 'The generation whose latents this one started from.',
      resolve: ({ spec }) => spec.startLatents && encodeId('Generation', spec.startLatents.generation),
    }),
    output: t.field({
      type: AssetRef,
      nullable: true,
      description: 'The finished video.',
      resolve: ({ outputAsset }) => outputAsset,
    }),
    runs: t.field({
      type: [RunRef],
      complexity: { field: 1, multiplier: 3 },
      description: 'Every attempt, in order.',
      resolve: ({ id }, _args, { services }) => services.generations.runs(id),
    }),
    events: t.field({
      type: [GenerationEventRef],
      complexity: ({ first }) => ({ field: 1, multiplier: first ?? 100 }),
      description: 'Stored events after `after`, oldest first; for following them live there is the subscription.',
      args: {
        after: t.arg.int({ validate: z.number().min(0, 'a sequence number, 0 or more').nullish() }),
        first: t.arg.int({ defaultValue: 100, validate: z.number().min(1).max(500, '1 to 500').nullish() }),
      },
      resolve: ({ id }, { after, first }, { services }) => services.generations.events(id, after ?? 0, first ?? 100),
    }),
    lastEvent: t.int({
      description: 'Number of the last stored event, 0 for none; `generationEvents` after it tells only what is new.',
      resolve: ({ id }, _args, { services }) => services.generations.lastEvent(id),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});

const GenerationFilter = builder.inputType('GenerationFilter', {
  fields: (t) => ({
    states: t.field({ type: [GenerationStateEnum] }),
    mode: t.field({ type: GenerationModeEnum }),
    preset: t.string({ description: 'Name of a preset.' }),
    scheduler: t.string({ description: 'Id of a scheduler plugin.' }),
    text: t.string({
      description: 'Part of the prompt or the negative prompt, without regard to case.',
      validate: z.string().max(200, 'at most 200 characters').nullish(),
    }),
  }),
});

builder.queryFields((t) => ({
  generations: t.connection({
    type: GenerationRef,
    description: 'Newest first.',
    complexity: pageCost,
    args: { filter: t.arg({ type: GenerationFilter }) },
    resolve: (_root, args, { services }) => {
      const filter = {
        states: given(args.filter?.states) as GenerationState[] | undefined,
        mode: given(args.filter?.mode),
        preset: given(args.filter?.preset),
        scheduler: given(args.filter?.scheduler),
        text: given(args.filter?.text) || undefined,
      };
      return page(args, (request) => services.generations.list(filter, request));
    },
  }),
  generation: t.field({
    type: GenerationRef,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { services }) => orNull(() => services.generations.find(decodeId('Generation', id, 'id'))),
  }),
}));
