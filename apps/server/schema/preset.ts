import { z } from 'zod';
import { translated } from '../../../core/plugin-host/translation.ts';
import type { Preset } from '../../../core/runs/service.ts';
import { SHIPPED_PRESETS, SHIPPED_TRANSLATIONS } from '../../../db/seed/presets.ts';
import { toldOutside } from '../outside.ts';
import { IMPORTED } from '../services/import-service.ts';
import { builder } from './builder.ts';
import { COST } from './costs.ts';
import { ErrorCodeEnum } from './error.ts';
import { orNull } from './errors.ts';
import { decodeId } from './ids.ts';
import { type Problem, problemOf } from './model-problem.ts';
import { given, page, pageCost } from './page.ts';
import { PresetSettingsInput, SETTINGS_COST, SettingsRef, toSettings } from './settings.ts';

const LOCALE = 'BCP 47 tag, such as `zh-CN`; what was written by a user is answered as it was written.';

const SettingsProblem = builder.objectRef<Problem>('SettingsProblem').implement({
  description: 'Why settings cannot be used here.',
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCodeEnum }),
    message: t.string({
      description: 'For people; may change.',
      resolve: ({ message }, _args, { config }) => toldOutside(message, config),
    }),
    field: t.string({ nullable: true, description: 'The setting at fault.', resolve: ({ field }) => field ?? null }),
    accepted: t.string({
      nullable: true,
      description: 'What would be accepted.',
      resolve: ({ accepted }) => accepted ?? null,
    }),
  }),
});

const SHIPPED = new Map(SHIPPED_PRESETS.map((preset) => [preset.name, preset]));

/** In the language that is asked for, where there are words for it and the preset still says what it was made with. */
function wordsOf(preset: Preset, field: 'title' | 'description', locale: string | null | undefined): string {
  const own = preset[field];
  if (field === 'description' && own === IMPORTED.description) return translated(IMPORTED.translations, locale) ?? own;
  if (!preset.builtIn || SHIPPED.get(preset.name)?.[field] !== own) return own;
  return translated(SHIPPED_TRANSLATIONS[preset.name], locale)?.[field] ?? own;
}

export const PresetRef = builder.objectRef<Preset>('Preset');
builder.node(PresetRef, {
  description: 'Named settings for a generation.',
  id: { resolve: ({ id }) => id },
  loadOne: (id, { services }) => orNull(() => services.presets.find(id)),
  fields: (t) => ({
    name: t.exposeString('name'),
    title: t.string({
      args: { locale: t.arg.string({ description: LOCALE }) },
      resolve: (preset, { locale }) => wordsOf(preset, 'title', locale),
    }),
    description: t.string({
      args: { locale: t.arg.string({ description: LOCALE }) },
      resolve: (preset, { locale }) => wordsOf(preset, 'description', locale),
    }),
    builtIn: t.exposeBoolean('builtIn', { description: 'Shipped with Genesis; cannot be deleted.' }),
    version: t.exposeInt('version', { description: 'Counts up with each change.' }),
    settings: t.expose('settings', { type: SettingsRef, complexity: SETTINGS_COST }),
    problems: t.field({
      type: [SettingsProblem],
      description:
        'What `startGeneration` would refuse it for on this machine: plugins, models and LoRAs that are not there. A default that the user has set for a kind of plugin stands in the place of what a preset has. Empty: nothing. Whether memory suffices is told by `memoryForecast`.',
      complexity: { field: COST.PRESET_PROBLEMS, multiplier: 0 },
      resolve: async (preset, _args, { services }) => (await services.presets.problems(preset)).map(problemOf),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});

builder.queryFields((t) => ({
  presets: t.connection({
    type: PresetRef,
    complexity: pageCost,
    resolve: (_root, args, { services }) => page(args, (request) => services.presets.list(request)),
  }),
  preset: t.field({
    type: PresetRef,
    nullable: true,
    args: { name: t.arg.string({ required: true }) },
    resolve: (_root, { name }, { services }) => orNull(() => services.presets.find(name)),
  }),
}));

const NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/;
export const presetName = z.string().regex(NAME, 'lower-case letters, digits, dots and dashes, at most 63');
const title = z.string().max(200, 'at most 200 characters').nullish();
const description = z.string().max(2000, 'at most 2000 characters').nullish();

const CreatePresetInput = builder.inputType('CreatePresetInput', {
  fields: (t) => ({
    name: t.string({ required: true, validate: presetName }),
    title: t.string({ validate: title }),
    description: t.string({ validate: description }),
    basedOn: t.string({ description: 'Name of the preset that gives what `settings` leaves out; default `demo`.' }),
    settings: t.field({ type: PresetSettingsInput }),
  }),
});

const UpdatePresetInput = builder.inputType('UpdatePresetInput', {
  fields: (t) => ({
    name: t.string({ validate: presetName.nullish() }),
    title: t.string({ validate: title }),
    description: t.string({ validate: description }),
    settings: t.field({ type: PresetSettingsInput }),
    expectedVersion: t.int({ description: 'Refuse the change when somebody else changed the preset in between.' }),
  }),
});

builder.mutationFields((t) => ({
  createPreset: t.field({
    type: PresetRef,
    errors: { dataField: { name: 'preset' } },
    args: { input: t.arg({ type: CreatePresetInput, required: true }) },
    resolve: (_root, { input }, { services }) =>
      services.presets.create({
        name: input.name,
        title: given(input.title),
        description: given(input.description),
        basedOn: given(input.basedOn),
        settings: input.settings ? toSettings(input.settings) : undefined,
      }),
  }),
  updatePreset: t.field({
    type: PresetRef,
    errors: { dataField: { name: 'preset' } },
    args: { id: t.arg.id({ required: true }), input: t.arg({ type: UpdatePresetInput, required: true }) },
    resolve: (_root, { id, input }, { services }) =>
      services.presets.update(
        decodeId('Preset', id, 'id'),
        {
          name: given(input.name),
          title: given(input.title),
          description: given(input.description),
          settings: input.settings ? toSettings(input.settings) : undefined,
        },
        given(input.expectedVersion),
      ),
  }),
  deletePreset: t.field({
    type: PresetRef,
    errors: { dataField: { name: 'preset' } },
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { services }) => services.presets.delete(decodeId('Preset', id, 'id')),
  }),
}));
