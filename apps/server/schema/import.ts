import type {
  ImportEntry,
  ImportedSettings,
  ImportOutcome,
  WorkflowImport,
} from '../../../core/import/comfy-workflow/report.ts';
import { translated } from '../../../core/plugin-host/translation.ts';
import type { Preset } from '../../../core/runs/service.ts';
import type { VideoSettings } from '../services/services.ts';
import { AssetRef } from './asset.ts';
import { builder } from './builder.ts';
import { COST } from './costs.ts';
import { GenerationRef } from './generation.ts';
import { decodeId, encodeId } from './ids.ts';
import { MULTI_AUDIO_VALUES, MultiAudioEnum, SpeakerRef, TimedPromptRef } from './inputs.ts';
import { LOCALE } from './locale.ts';
import { NETWORK_ROLE_VALUES } from './network-role.ts';
import { given } from './page.ts';
import { PresetRef, presetName } from './preset.ts';
import { COLOR_METHOD_VALUES, ROPE_FUNCTION_VALUES } from './sampling.ts';
import { GenerationModeEnum, SettingsRef } from './settings.ts';

const ImportOutcomeEnum = builder.enumType('ImportOutcome', {
  values: {
    MAPPED: { description: 'Taken as it is.' },
    CONVERTED: { description: 'Means the same in other terms, or is the nearest that there is.' },
    NO_COUNTERPART: { description: 'There is nothing like it here.' },
  } satisfies Record<ImportOutcome, unknown>,
});

const ImportEntryRef = builder.objectRef<ImportEntry>('WorkflowImportEntry').implement({
  description: 'What became of one argument of a node.',
  fields: (t) => ({
    node: t.exposeString('node', { description: "The node's id in the workflow." }),
    nodeType: t.exposeString('nodeType'),
    argument: t.exposeString('argument', { nullable: true, description: 'Null: the node as a whole.' }),
    value: t.expose('value', { type: 'JSON', nullable: true }),
    outcome: t.expose('outcome', { type: ImportOutcomeEnum }),
    field: t.exposeString('field', { nullable: true, description: 'The setting that it went into.' }),
    note: t.string({
      nullable: true,
      args: { locale: t.arg.string({ description: LOCALE }) },
      resolve: ({ note }, { locale }) => note && (translated({ zh: note.zh }, locale) ?? note.en),
    }),
  }),
});

/** The name that an enum of the API has for a value. */
function nameOf<Value>(values: Readonly<Record<string, { readonly value: Value }>>, wanted: Value): string {
  return Object.entries(values).find(([, { value }]) => value === wanted)![0];
}

/** As StartGenerationInput takes them: with the API's names for enum values. */
function asInput({ networkPrecision, multiAudio, ropeFunction, colorCorrection, ...settings }: ImportedSettings) {
  return {
    ...settings,
    ...(networkPrecision && {
      networkPrecision: networkPrecision.map(({ role, ...choice }) => ({
        role: nameOf(NETWORK_ROLE_VALUES, role),
        ...choice,
      })),
    }),
    ...(multiAudio && { multiAudio: nameOf(MULTI_AUDIO_VALUES, multiAudio) }),
    ...(ropeFunction && { ropeFunction: nameOf(ROPE_FUNCTION_VALUES, ropeFunction) }),
    ...(colorCorrection && {
      colorCorrection: { ...colorCorrection, method: nameOf(COLOR_METHOD_VALUES, colorCorrection.method) },
    }),
  };
}

const WorkflowImportRef = builder
  .objectRef<WorkflowImport & { readonly preset: Preset | null }>('WorkflowImport')
  .implement({
    fields: (t) => ({
      format: t.exposeString('format', { description: 'API or UI.' }),
      settings: t.field({
        type: 'JSON',
        description: 'What the workflow says, as StartGenerationInput takes it.',
        resolve: ({ settings }) => asInput(settings),
      }),
      report: t.field({
        type: [ImportEntryRef],
        complexity: { field: 1, multiplier: 5 },
        resolve: ({ report }) => [...report],
      }),
      preset: t.expose('preset', { type: PresetRef, nullable: true, description: 'Null when no name was given.' }),
    }),
  });

builder.mutationField('importComfyWorkflow', (t) =>
  t.field({
    type: WorkflowImportRef,
    description:
      'Settings of a ComfyUI workflow (API or UI format) with nodes of WanVideoWrapper, as a preset if a name is given.',
    errors: { dataField: { name: 'import' } },
    args: {
      json: t.arg({ type: 'JSON', required: true, description: 'The workflow, as JSON or as its text.' }),
      presetName: t.arg.string({ validate: presetName.nullish() }),
      basedOn: t.arg.string({
        description:
          'Preset that gives what the workflow does not say, the model set whose LoRAs it may use among it; default `demo`.',
      }),
    },
    resolve: (_root, { json, presetName: name, basedOn }, { services }) =>
      services.imports.workflow(json, given(name), given(basedOn)),
  }),
);

const VideoSettingsRef = builder.objectRef<VideoSettings>('VideoSettings').implement({
  description:
    'What a video was made with: as the history knows it, else as it is embedded in the file. Files that are not here are null.',
  fields: (t) => ({
    mode: t.field({ type: GenerationModeEnum, resolve: ({ spec }) => spec.mode }),
    prompt: t.string({ resolve: ({ spec }) => spec.prompt }),
    negativePrompt: t.string({ resolve: ({ spec }) => spec.negativePrompt }),
    seed: t.field({ type: 'SafeInt', resolve: ({ spec }) => spec.seed }),
    preset: t.string({ resolve: ({ spec }) => spec.preset }),
    settings: t.field({ type: SettingsRef, resolve: ({ spec }) => spec }),
    spec: t.field({ type: 'JSON', description: 'Everything that is embedded.', resolve: ({ spec }) => spec }),
    generation: t.expose('generation', {
      type: GenerationRef,
      nullable: true,
      description: 'The generation that made it, where the history has it.',
    }),
    image: t.expose('image', { type: AssetRef, nullable: true }),
    video: t.expose('video', { type: AssetRef, nullable: true }),
    audio: t.expose('audio', { type: AssetRef, nullable: true }),
    speakers: t.field({
      type: [SpeakerRef],
      complexity: { field: 1, multiplier: 4 },
      resolve: ({ speakers }) => [...speakers],
    }),
    multiAudio: t.field({ type: MultiAudioEnum, resolve: ({ spec }) => spec.multiAudio }),
    prompts: t.field({ type: [TimedPromptRef], resolve: ({ spec }) => [...spec.prompts] }),
    startLatents: t.id({
      nullable: true,
      description: 'The generation whose latents it started from.',
      resolve: ({ spec: { startLatents } }) =>
        startLatents?.generation ? encodeId('Generation', startLatents.generation) : null,
    }),
    missing: t.stringList({
      description: 'Fields that it was made from and that cannot be had here, such as `image` or `speakers.1.audio`.',
      resolve: ({ missing }) => [...missing],
    }),
  }),
});

builder.queryField('settingsFromVideo', (t) =>
  t.field({
    type: VideoSettingsRef,
    complexity: COST.VIDEO_SETTINGS,
    description:
      'The settings that a video made here carries. Upload the file first: the same content is the same asset.',
    args: { asset: t.arg.id({ required: true }) },
    resolve: (_root, { asset }, { services }) =>
      services.imports.fromVideo(services.assets.find(decodeId('Asset', asset, 'asset'))),
  }),
);
