import type { PluginKind } from '../../../core/plugin-api/plugin.ts';
import { translated } from '../../../core/plugin-host/translation.ts';
import type { PluginStatus } from '../services/services.ts';
import { builder } from './builder.ts';
import { COST } from './costs.ts';
import { LOCALE } from './locale.ts';
import { type OptionField, optionFields, optionSchema } from './plugin-options.ts';

const PluginKindEnum = builder.enumType('PluginKind', {
  values: {
    NETWORK: { value: 'network' },
    SCHEDULER: { value: 'scheduler' },
    GUIDANCE: { value: 'guidance' },
    STEP_CACHE: { value: 'step-cache' },
    MEMORY_STRATEGY: { value: 'memory-strategy' },
    PRECISION: { value: 'precision' },
    EXECUTION_PROVIDER: { value: 'execution-provider' },
    OUTPUT: { value: 'output' },
  } satisfies Record<string, { value: PluginKind }>,
});

const PluginOption = builder.objectRef<OptionField>('PluginOption').implement({
  description: 'One option of a plugin, as a form would show it.',
  fields: (t) => ({
    name: t.exposeString('name'),
    type: t.exposeString('type', {
      description: 'JSON Schema type: `number`, `integer`, `boolean`, `string`, `array`, `object`.',
    }),
    description: t.string({
      nullable: true,
      args: { locale: t.arg.string({ description: LOCALE }) },
      resolve: ({ description, translations }, { locale }) => translated(translations, locale) ?? description,
    }),
    unit: t.exposeString('unit', {
      nullable: true,
      description: 'What its number counts or is measured in, such as `px`, `%` or `blocks`.',
    }),
    default: t.field({ type: 'JSON', nullable: true, resolve: (field) => field.default }),
    minimum: t.exposeFloat('minimum', { nullable: true }),
    maximum: t.exposeFloat('maximum', { nullable: true }),
    values: t.field({
      type: ['JSON'],
      nullable: true,
      description: 'The values that are accepted, where the option is an enumeration.',
      resolve: (field) => field.values,
    }),
  }),
});

const PluginRef = builder.objectRef<PluginStatus>('Plugin').implement({
  description: 'One thing that a plugin package offers: a scheduler, a network, an output, ...',
  fields: (t) => ({
    kind: t.field({ type: PluginKindEnum, resolve: ({ contribution }) => contribution.kind }),
    id: t.string({ description: 'Unique within its kind.', resolve: ({ contribution }) => contribution.id }),
    version: t.string({ resolve: ({ contribution }) => contribution.version }),
    title: t.string({
      args: { locale: t.arg.string({ description: LOCALE }) },
      resolve: ({ contribution: { title, translations } }, { locale }) =>
        translated(translations, locale)?.title ?? title,
    }),
    description: t.string({
      args: { locale: t.arg.string({ description: LOCALE }) },
      resolve: ({ contribution: { description, translations } }, { locale }) =>
        translated(translations, locale)?.description ?? description,
    }),
    package: t.string({ description: 'Name of the package that it came from.', resolve: ({ plugin }) => plugin.name }),
    isDefault: t.exposeBoolean('isDefault'),
    defaultOptions: t.field({
      type: 'JSON',
      nullable: true,
      description:
        'The options that it is used with as the default of its kind that the user has set, which comes before what a preset chooses; null where it is not that.',
      resolve: ({ defaultOptions }) => defaultOptions,
    }),
    unavailable: t.string({
      nullable: true,
      description: 'Null when it can run here, else why not.',
      args: { locale: t.arg.string({ description: LOCALE }) },
      resolve: ({ unavailable }, { locale }) =>
        unavailable && (translated(unavailable.translations, locale)?.reason ?? unavailable.reason),
    }),
    capabilities: t.field({
      type: 'JSON',
      resolve: ({ contribution }) => ('capabilities' in contribution ? contribution.capabilities : {}),
    }),
    optionsSchema: t.field({
      type: 'JSON',
      description: 'JSON Schema of the options.',
      resolve: ({ contribution }) => optionSchema(contribution.options),
    }),
    options: t.field({
      type: [PluginOption],
      description: 'The same as a list of fields.',
      resolve: ({ contribution }) => optionFields(contribution.options),
    }),
  }),
});

builder.queryField('plugins', (t) =>
  t.field({
    type: [PluginRef],
    complexity: COST.PLUGINS,
    args: { kind: t.arg({ type: PluginKindEnum }) },
    resolve: (_root, { kind }, { services }) => services.plugins.list(kind ?? undefined),
  }),
);

builder.mutationField('setDefaultPlugin', (t) =>
  t.field({
    type: PluginRef,
    description:
      'Chooses what a generation uses that does not say otherwise itself, whatever its preset chooses. Takes effect at once.',
    errors: { dataField: { name: 'plugin' } },
    args: {
      kind: t.arg({ type: PluginKindEnum, required: true }),
      id: t.arg.string({ required: true }),
      options: t.arg({ type: 'JSON' }),
    },
    resolve: (_root, { kind, id, options }, { services }) =>
      services.plugins.setDefault(kind, id, options ?? undefined),
  }),
);

builder.mutationField('clearDefaultPlugin', (t) =>
  t.field({
    type: PluginRef,
    description: 'Takes the default back that was set for a kind: generations use what their presets choose again.',
    errors: { dataField: { name: 'plugin' } },
    args: { kind: t.arg({ type: PluginKindEnum, required: true }) },
    resolve: (_root, { kind }, { services }) => services.plugins.clearDefault(kind),
  }),
);
