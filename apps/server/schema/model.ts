import type { Precision } from '../../../core/checkpoints/checkpoint-set.ts';
import type { ScannedKind } from '../../../core/checkpoints/scan/scan-folder.ts';
import { toldOutside } from '../outside.ts';
import type { InstalledModel, InstalledNetwork, ModelFile, ModelScan } from '../services/services.ts';
import { builder } from './builder.ts';
import { COST } from './costs.ts';
import { ErrorCodeEnum } from './error.ts';
import { ModelLora } from './lora.ts';
import { ModelProblem, problemOf } from './model-problem.ts';
import { NetworkRoleEnum } from './network-role.ts';
import { GenerationModeEnum } from './settings.ts';

const ModelFileKindEnum = builder.enumType('ModelFileKind', {
  values: {
    NETWORK: { value: 'network' },
    INFINITETALK_PATCH: { value: 'infinitetalk-patch' },
    LORA: { value: 'lora' },
    UNUSABLE: { value: 'unusable' },
  } satisfies Record<string, { value: ScannedKind }>,
});

const ModelNetwork = builder.objectRef<InstalledNetwork>('ModelNetwork').implement({
  description: 'One network of a model set, recognised from its checkpoint.',
  fields: (t) => ({
    role: t.expose('role', { type: NetworkRoleEnum }),
    plugin: t.exposeString('plugin', { description: 'Id of the network plugin that recognised it.' }),
    file: t.exposeString('file'),
    bytes: t.expose('bytes', { type: 'SafeInt' }),
    hash: t.exposeString('hash', { description: 'Identifies the weights; part of every cache key.' }),
    parameters: t.field({ type: 'SafeInt', resolve: ({ facts }) => facts.parameters }),
    dims: t.field({ type: 'JSON', description: 'Dims read from the tensors.', resolve: ({ facts }) => facts.dims }),
  }),
});

const StoredPrecision = builder.objectRef<Precision>('StoredPrecision').implement({
  description: 'How weights are stored.',
  fields: (t) => ({
    dtype: t.exposeString('dtype'),
    scaled: t.exposeBoolean('scaled', { description: 'With a scale per weight or per row.' }),
    bytes: t.expose('bytes', { type: 'SafeInt' }),
  }),
});

const ModelFileRef = builder.objectRef<ModelFile>('ModelFile').implement({
  description: 'A checkpoint of a model folder, recognised by its tensors. Its weights are not read.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'In the folder: the file, the index, or the first shard.' }),
    kind: t.expose('kind', { type: ModelFileKindEnum }),
    container: t.exposeString('container', { nullable: true, description: 'Null when it cannot be opened.' }),
    dialect: t.exposeString('dialect', { nullable: true, description: 'Which tool named the tensors.' }),
    bytes: t.expose('bytes', { type: 'SafeInt' }),
    tensors: t.exposeInt('tensors'),
    precisions: t.field({
      type: [StoredPrecision],
      description: 'The most bytes first.',
      resolve: ({ precisions }) => [...precisions],
    }),
    hash: t.exposeString('hash', { nullable: true, description: 'Identity of the content.' }),
    role: t.field({ type: NetworkRoleEnum, nullable: true, resolve: ({ network }) => network?.role ?? null }),
    plugin: t.string({ nullable: true, resolve: ({ network }) => network?.plugin ?? null }),
    parameters: t.field({ type: 'SafeInt', nullable: true, resolve: ({ network }) => network?.parameters ?? null }),
    dims: t.field({ type: 'JSON', nullable: true, resolve: ({ network }) => network?.dims ?? null }),
    missing: t.stringList({
      description: 'Tensors that the network needs and the checkpoint lacks.',
      resolve: ({ missing }) => [...missing],
    }),
    unexpected: t.stringList({
      description: 'Tensors that the network does not read.',
      resolve: ({ unexpected }) => [...unexpected],
    }),
    use: t.exposeString('use', { description: 'What it can be used for, in words.' }),
    problem: t.field({ type: ModelProblem, nullable: true, resolve: ({ problem }) => problem && problemOf(problem) }),
  }),
});

const ModelRef = builder.objectRef<InstalledModel>('Model').implement({
  description: 'An installed model set: a folder of checkpoints that work together.',
  fields: (t) => ({
    name: t.exposeString('name'),
    modes: t.field({ type: [GenerationModeEnum], resolve: ({ modes }) => [...modes] }),
    problem: t.string({
      nullable: true,
      description: 'Null when usable, else what is wrong with it.',
      resolve: ({ problem }, _args, { config }) => problem && toldOutside(problem, config),
    }),
    problemCode: t.expose('problemCode', { type: ErrorCodeEnum, nullable: true, description: 'Code of `problem`.' }),
    networks: t.field({ type: [ModelNetwork], resolve: ({ networks }) => [...networks] }),
    files: t.field({
      type: [ModelFileRef],
      description: 'Every checkpoint in the folder, of use or not.',
      complexity: { field: 5, multiplier: 5 },
      resolve: ({ name }, _args, { services }) => services.models.files(name),
    }),
    loras: t.field({
      type: [ModelLora],
      description: 'LoRAs that are installed for it, whether they fit or not.',
      complexity: { field: 5, multiplier: 5 },
      resolve: ({ name }, _args, { services }) => services.models.loras(name),
    }),
  }),
});

const ModelScanRef = builder.objectRef<ModelScan>('ModelScan').implement({
  description: 'What a folder holds.',
  fields: (t) => ({
    dir: t.exposeString('dir'),
    modes: t.field({
      type: [GenerationModeEnum],
      description: 'What its checkpoints can do together.',
      resolve: ({ modes }) => [...modes],
    }),
    lacks: t.stringList({
      description: 'What every mode needs and the folder lacks.',
      resolve: ({ lacks }) => [...lacks],
    }),
    files: t.field({
      type: [ModelFileRef],
      complexity: { field: 5, multiplier: 5 },
      resolve: ({ files }) => [...files],
    }),
  }),
});

builder.queryFields((t) => ({
  models: t.field({
    type: [ModelRef],
    complexity: COST.MODELS,
    resolve: (_root, _args, { services }) => services.models.list(),
  }),
  scanModels: t.field({
    type: ModelScanRef,
    description: 'Looks into a folder of the models folder, whether it is an installed set or not.',
    complexity: COST.SCAN,
    errors: { dataField: { name: 'scan' } },
    args: { dir: t.arg.string({ required: true, description: 'Relative to the models folder.' }) },
    resolve: (_root, { dir }, { services }) => services.models.scan(dir),
  }),
}));
