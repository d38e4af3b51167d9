import { z } from 'zod';
import {
  DEFAULT_OOM_POLICY,
  type GenerationMode,
  type GenerationSettings,
  type NetworkPrecision,
  type OomPolicy,
  type PluginChoice,
} from '../../../core/runs/spec.ts';
import type { SettingsInput } from '../services/services.ts';
import { builder } from './builder.ts';
import { LoraChoiceInput, LoraChoiceRef } from './lora.ts';
import { MemoryBudgetRef } from './memory.ts';
import { NetworkRoleEnum } from './network-role.ts';
import { givenFields, givenOrNone } from './page.ts';
import { SamplingRef, samplingInputFields } from './sampling.ts';

export const GenerationModeEnum = builder.enumType('GenerationMode', {
  values: {
    INFINITETALK: { description: 'A portrait and a voice (or silence) become a talking video.' },
    I2V: { description: 'A picture and a prompt become a moving picture.' },
  } satisfies Record<GenerationMode, unknown>,
});

const OomPolicyEnum = builder.enumType('OomPolicy', {
  description: 'What may follow when memory runs out.',
  values: {
    FAIL: { description: 'Nothing: the generation fails.' },
    SAME_PICTURE: { description: 'Runs that need less memory and give the same picture. The default.' },
    SMALLER: { description: 'After those, runs that give a smaller or coarser picture.' },
  } satisfies Record<OomPolicy, unknown>,
});

const PluginChoiceRef = builder.objectRef<PluginChoice>('PluginChoice').implement({
  description: 'A plugin with its options, defaults filled in.',
  fields: (t) => ({
    id: t.exposeString('id'),
    version: t.exposeString('version'),
    options: t.field({ type: 'JSON', resolve: ({ options }) => options }),
  }),
});

export const NetworkPrecisionRef = builder.objectRef<NetworkPrecision>('NetworkPrecision').implement({
  description: 'How the weights of one network are held.',
  fields: (t) => ({
    role: t.expose('role', { type: NetworkRoleEnum }),
    id: t.exposeString('id', { description: 'Of a precision plugin.' }),
    version: t.exposeString('version'),
    options: t.field({ type: 'JSON', resolve: ({ options }) => options }),
  }),
});

const MemoryChoiceRef = builder.objectRef<GenerationSettings['memory']>('MemoryChoice').implement({
  fields: (t) => ({
    id: t.exposeString('id'),
    version: t.exposeString('version'),
    options: t.field({ type: 'JSON', resolve: ({ options }) => options }),
    tiledVae: t.exposeBoolean('tiledVae', { nullable: true, description: 'Null: the strategy decides.' }),
    forceOffload: t.exposeBoolean('forceOffload', { nullable: true, description: 'Null: the strategy decides.' }),
    batchedCfg: t.exposeBoolean('batchedCfg', { nullable: true, description: 'Null: the strategy decides.' }),
  }),
});

/** One stored document: reading more of its fields costs no more. */
export const SETTINGS_COST = { field: 5, multiplier: 0 };

export const SettingsRef = builder.objectRef<GenerationSettings>('GenerationSettings').implement({
  description: 'Everything about a generation but its inputs, its prompts and its seed.',
  interfaces: [SamplingRef],
  fields: (t) => ({
    model: t.exposeString('model', { description: 'Name of the installed model set.' }),
    width: t.exposeInt('width', { description: 'Pixels, a multiple of 16.' }),
    height: t.exposeInt('height', { description: 'Pixels, a multiple of 16.' }),
    frameWindowSize: t.exposeInt('frameWindowSize', { description: 'Frames sampled at once, 4n+1.' }),
    motionFrames: t.exposeInt('motionFrames', {
      description: 'Frames that a window takes over from the one before, 4n+1.',
    }),
    maxFrames: t.exposeInt('maxFrames', { nullable: true, description: 'Null: as many as the audio needs.' }),
    fps: t.exposeFloat('fps'),
    steps: t.exposeInt('steps', { description: 'Sampling steps per window.' }),
    shift: t.exposeFloat('shift', { description: 'Time shift of the sampler.' }),
    cfg: t.exposeFloat('cfg', { description: 'Text guidance scale.' }),
    audioCfg: t.exposeFloat('audioCfg', { description: 'Audio guidance scale.' }),
    scheduler: t.expose('scheduler', { type: PluginChoiceRef }),
    guidance: t.expose('guidance', { type: PluginChoiceRef }),
    stepCache: t.expose('stepCache', {
      type: PluginChoiceRef,
      description: 'Spares forwards that would change little.',
    }),
    memory: t.expose('memory', { type: MemoryChoiceRef }),
    memoryBudget: t.expose('memoryBudget', {
      type: MemoryBudgetRef,
      description: 'The most that a run may use, besides the limits of the machine.',
    }),
    provider: t.expose('provider', { type: PluginChoiceRef }),
    precision: t.expose('precision', {
      type: PluginChoiceRef,
      description: 'How the weights are held, but for those of `networkPrecision`.',
    }),
    networkPrecision: t.field({
      type: [NetworkPrecisionRef],
      description: 'Networks with a precision of their own.',
      resolve: ({ networkPrecision }) => [...networkPrecision],
    }),
    output: t.expose('output', { type: PluginChoiceRef }),
    loras: t.field({ type: [LoraChoiceRef], resolve: ({ loras }) => [...loras] }),
    oomPolicy: t.field({ type: OomPolicyEnum, resolve: ({ oomPolicy }) => oomPolicy ?? DEFAULT_OOM_POLICY }),
  }),
});

const PluginChoiceInput = builder.inputType('PluginChoiceInput', {
  fields: (t) => ({
    id: t.string({ required: true }),
    options: t.field({ type: 'JSON', description: "Checked against the plugin's own schema." }),
  }),
});

const NetworkPrecisionInput = builder.inputType('NetworkPrecisionInput', {
  description: 'How the weights of one network are held.',
  fields: (t) => ({
    role: t.field({ type: NetworkRoleEnum, required: true }),
    id: t.string({ required: true, description: 'Of a precision plugin.' }),
    options: t.field({ type: 'JSON', description: "Checked against the plugin's own schema." }),
  }),
});

const MemoryChoiceInput = builder.inputType('MemoryChoiceInput', {
  fields: (t) => ({
    id: t.string(),
    options: t.field({ type: 'JSON' }),
    tiledVae: t.boolean({ description: 'Decode and encode in tiles. Null: the strategy decides.' }),
    forceOffload: t.boolean({ description: 'Unload each network after its stage. Null: the strategy decides.' }),
    batchedCfg: t.boolean({
      description: 'All predictions of a step in one pass. Null: the strategy decides.',
    }),
  }),
});

const MemoryBudgetInput = builder.inputType('MemoryBudgetInput', {
  description: 'What a run may use; null: no limit.',
  fields: (t) => ({ vramBytes: t.field({ type: 'SafeInt' }), ramBytes: t.field({ type: 'SafeInt' }) }),
});

/** Fields shared by StartGenerationInput and PresetSettingsInput, in the order in which they are documented. */
export const settingsFields = (t: Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0]) => ({
  model: t.string({ description: 'Name of an installed model set.' }),
  width: t.int({ description: 'Pixels, a multiple of 16.' }),
  height: t.int({ description: 'Pixels, a multiple of 16.' }),
  frameWindowSize: t.int({ description: 'Frames sampled at once, 4n+1.' }),
  motionFrames: t.int({
    description: 'Frames that a window takes over from the one before, 4n+1, fewer than the window.',
  }),
  maxFrames: t.int({ description: 'Upper limit of the frames. Null: as many as the audio needs.' }),
  fps: t.float({ description: 'Frames per second.' }),
  steps: t.int({ description: 'Sampling steps per window, at least 1.' }),
  shift: t.float({ description: 'Time shift of the sampler, greater than 0.' }),
  cfg: t.float({ description: 'Text guidance scale.' }),
  audioCfg: t.float({ description: 'Audio guidance scale.' }),
  scheduler: t.field({ type: PluginChoiceInput }),
  guidance: t.field({ type: PluginChoiceInput }),
  stepCache: t.field({ type: PluginChoiceInput, description: 'Spares forwards that would change little.' }),
  memory: t.field({ type: MemoryChoiceInput }),
  memoryBudget: t.field({
    type: MemoryBudgetInput,
    description: 'The most that a run may use, besides the limits of the machine.',
  }),
  provider: t.field({ type: PluginChoiceInput }),
  precision: t.field({
    type: PluginChoiceInput,
    description: 'How the weights are held, but for those of `networkPrecision`.',
  }),
  networkPrecision: t.field({
    type: [NetworkPrecisionInput],
    description: "Networks with a precision of their own. The list takes the place of the preset's; empty: none.",
  }),
  output: t.field({ type: PluginChoiceInput }),
  loras: t.field({
    type: [LoraChoiceInput],
    description: "LoRAs over the DiT, applied together. The list takes the place of the preset's; empty: none.",
  }),
  oomPolicy: t.field({ type: OomPolicyEnum, description: 'What may follow when memory runs out.' }),
  ...samplingInputFields(t),
});

export const PresetSettingsInput = builder.inputType('PresetSettingsInput', {
  description: 'Settings of a preset; what is left out stays as it is. Null is the same, but where it says otherwise.',
  fields: settingsFields,
});

type Nullable<Value> = Value extends object ? { readonly [Key in keyof Value]: Nullable<Value[Key]> | null } : Value;

/** Explicit nulls left out, at both levels, where they do not say that there is none. */
export function toSettings(input: Nullable<SettingsInput>): SettingsInput {
  const memory = input.memory ? givenOrNone(input.memory, ['tiledVae', 'forceOffload', 'batchedCfg']) : undefined;
  const memoryBudget = input.memoryBudget ? givenOrNone(input.memoryBudget, ['vramBytes', 'ramBytes']) : undefined;
  const colorCorrection = input.colorCorrection ? givenFields(input.colorCorrection) : undefined;
  return {
    ...givenOrNone(input, ['maxFrames']),
    ...(memory && { memory }),
    ...(memoryBudget && { memoryBudget }),
    ...(colorCorrection && { colorCorrection }),
    ...(input.networkPrecision && { networkPrecision: input.networkPrecision.map((entry) => givenFields(entry!)) }),
    ...(input.loras && { loras: input.loras.map((lora) => givenFields(lora!)) }),
  } as SettingsInput;
}

/** Longest prompt that is tokenised at all, in characters; the model's own limit is counted in tokens. */
export const promptSchema = z.string().max(20_000, 'at most 20000 characters');
