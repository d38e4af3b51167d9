import { PULL_PRESETS, type PullPreset } from '../../../core/models/pull-presets.ts';
import { translated } from '../../../core/plugin-host/translation.ts';
import { toldOutside } from '../outside.ts';
import type { ModelJob } from '../services/services.ts';
import { builder } from './builder.ts';
import { ErrorCodeEnum } from './error.ts';
import { NetworkRoleEnum } from './network-role.ts';
import { given } from './page.ts';

const ModelJobKindEnum = builder.enumType('ModelJobKind', { values: ['QUANTIZE', 'PULL'] as const });
const ModelJobStateEnum = builder.enumType('ModelJobState', {
  values: ['RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const,
});

export const ModelJobRef = builder.objectRef<ModelJob>('ModelJob').implement({
  description:
    'Work on model files that takes minutes. A job is forgotten when the server ends, its work is not: the same mutation goes on where it was.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.expose('kind', { type: ModelJobKindEnum }),
    model: t.exposeString('model', { description: 'The model set, or the set of files that is pulled.' }),
    state: t.expose('state', { type: ModelJobStateEnum }),
    step: t.exposeString('step', { description: 'What is being worked on: a file, or a network and its weight.' }),
    bytesDone: t.expose('bytesDone', { type: 'SafeInt' }),
    bytesTotal: t.expose('bytesTotal', { type: 'SafeInt', description: '0 while it is not known.' }),
    secondsLeft: t.exposeFloat('secondsLeft', { nullable: true, description: 'Estimate from this attempt.' }),
    errorCode: t.field({ type: ErrorCodeEnum, nullable: true, resolve: ({ failure }) => failure?.code ?? null }),
    errorMessage: t.string({
      nullable: true,
      resolve: ({ failure }, _args, { config }) => failure && toldOutside(failure.message, config),
    }),
  }),
});

const PullableModelRef = builder.objectRef<PullPreset>('PullableModel').implement({
  description: 'A set of files on the model hub that makes a working model set.',
  fields: (t) => ({
    preset: t.exposeString('id', { description: 'What `pullModel` calls it.' }),
    title: t.string({
      args: { locale: t.arg.string({ description: 'BCP 47 tag, such as `zh-CN`.' }) },
      resolve: ({ title, translations }, { locale }) => translated(translations, locale) ?? title,
    }),
    bytes: t.field({
      type: 'SafeInt',
      description: 'All files together, as the hub listed them when this table was made.',
      resolve: ({ files }) => files.reduce((sum, file) => sum + file.bytes, 0),
    }),
  }),
});

builder.queryFields((t) => ({
  modelJobs: t.field({
    type: [ModelJobRef],
    description: 'Jobs that run, and the last ones that have ended, the newest first.',
    resolve: (_root, _args, { services }) => services.modelJobs.list(),
  }),
  pullableModels: t.field({ type: [PullableModelRef], resolve: () => [...PULL_PRESETS] }),
}));

const errors = { dataField: { name: 'job' } } as const;

builder.mutationFields((t) => ({
  quantizeModel: t.field({
    type: ModelJobRef,
    description: 'Makes the weights of a precision now, instead of at the first run. Resumable.',
    errors,
    args: {
      name: t.arg.string({ required: true, description: 'Name of an installed model set.' }),
      precision: t.arg.string({ required: true, description: 'Id of a precision plugin, such as `q8` or `q4`.' }),
      network: t.arg({ type: NetworkRoleEnum, description: 'Only this network; left out: all of them.' }),
      block: t.arg.int({ description: 'Inputs that share a factor. Left out: what the provider multiplies fastest.' }),
      provider: t.arg.string({ description: 'Execution provider that will use the weights; default `cpu`.' }),
    },
    resolve: (_root, { name, precision, network, block, provider }, { services }) =>
      services.modelJobs.quantize(name, {
        precision,
        network: given(network),
        block: given(block),
        provider: provider ?? 'cpu',
      }),
  }),
  pullModel: t.field({
    type: ModelJobRef,
    description: 'Fetches a set of files from the model hub into the models folder. Resumable.',
    errors,
    args: { preset: t.arg.string({ required: true, description: 'Such as `infinitetalk-480p-fp8`.' }) },
    resolve: (_root, { preset }, { services }) => services.modelJobs.pull(preset),
  }),
  cancelModelJob: t.field({
    type: ModelJobRef,
    description: 'Stops a job. What it has done is kept.',
    errors,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { services }) => services.modelJobs.cancel(id),
  }),
}));

builder.subscriptionField('modelJob', (t) =>
  t.field({
    type: ModelJobRef,
    description: 'The job now, then after each change until it has ended; a slow reader gets the latest.',
    args: { id: t.arg.id({ required: true }) },
    subscribe: (_root, { id }, { services, request }) => services.modelJobs.subscribe(id, request.signal),
    resolve: (job: ModelJob) => job,
  }),
);
