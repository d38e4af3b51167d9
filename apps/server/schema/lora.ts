import type { DescribedLora } from '../../../core/models/describe-loras.ts';
import type { LoraChoice } from '../../../core/runs/lora-settings.ts';
import { builder } from './builder.ts';
import { ModelProblem, problemOf } from './model-problem.ts';

const NAME = "Of the LoRA's file: its name, or its path in the folder, with or without extension.";
const STRENGTH = 'How strongly it is applied: 0 is not at all, negative is away from what it was trained for.';
const MERGE = 'Added to the weights once, in the cache of converted weights, instead of beside them at run time.';

const LoraBlocks = builder.objectRef<LoraChoice['blocks'][number]>('LoraBlocks').implement({
  description: 'Blocks of the DiT that have a strength of their own.',
  fields: (t) => ({
    first: t.exposeInt('first', { description: 'From 0.' }),
    last: t.exposeInt('last', { description: 'Included.' }),
    strength: t.exposeFloat('strength'),
  }),
});

export const LoraChoiceRef = builder.objectRef<LoraChoice>('LoraChoice').implement({
  description: 'A LoRA over the DiT.',
  fields: (t) => ({
    name: t.exposeString('name', { description: NAME }),
    strength: t.exposeFloat('strength', { description: STRENGTH }),
    blocks: t.field({
      type: [LoraBlocks],
      description: 'Of two ranges with the same block the later wins.',
      resolve: ({ blocks }) => [...blocks],
    }),
    merge: t.exposeBoolean('merge', { description: MERGE }),
  }),
});

const LoraBlocksInput = builder.inputType('LoraBlocksInput', {
  fields: (t) => ({
    first: t.int({ required: true, description: 'From 0.' }),
    last: t.int({ required: true, description: 'Included.' }),
    strength: t.float({ required: true }),
  }),
});

export const LoraChoiceInput = builder.inputType('LoraChoiceInput', {
  fields: (t) => ({
    name: t.string({ required: true, description: NAME }),
    strength: t.float({ description: `${STRENGTH} Left out: 1.` }),
    blocks: t.field({
      type: [LoraBlocksInput],
      description: 'Strengths of their own for ranges of blocks; of two ranges with the same block the later wins.',
    }),
    merge: t.boolean({ description: `${MERGE} Left out: false.` }),
  }),
});

export const ModelLora = builder.objectRef<DescribedLora>('ModelLora').implement({
  description: "A LoRA that is installed for a model set, fitted to the set's DiT.",
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What `loras` calls it.' }),
    bytes: t.expose('bytes', { type: 'SafeInt' }),
    hash: t.exposeString('hash', {
      nullable: true,
      description: 'Identity of the content; null when it does not fit.',
    }),
    targets: t.exposeInt('targets', { description: 'Modules that the file changes.' }),
    matched: t.exposeInt('matched', { description: 'Those of them that the DiT has, in the same shape.' }),
    unmatched: t.stringList({ description: 'The others, by name.', resolve: ({ unmatched }) => [...unmatched] }),
    problem: t.field({
      type: ModelProblem,
      nullable: true,
      description: 'Why it cannot be used with this set; null when it can.',
      resolve: ({ problem }) => problem && problemOf(problem),
    }),
  }),
});
