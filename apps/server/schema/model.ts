import type { NetworkRole } from '../../../core/plugin-api/network.ts';
import type { InstalledModel, InstalledNetwork } from '../services/services.ts';
import { builder } from './builder.ts';
import { GenerationModeEnum } from './settings.ts';

const NetworkRoleEnum = builder.enumType('NetworkRole', {
  values: {
    TEXT_ENCODER: { value: 'text-encoder' },
    IMAGE_ENCODER: { value: 'image-encoder' },
    AUDIO_ENCODER: { value: 'audio-encoder' },
    VAE: { value: 'vae' },
    DIT: { value: 'dit' },
  } satisfies Record<string, { value: NetworkRole }>,
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

const ModelRef = builder.objectRef<InstalledModel>('Model').implement({
  description: 'An installed model set: a folder of checkpoints that work together.',
  fields: (t) => ({
    name: t.exposeString('name'),
    modes: t.field({ type: [GenerationModeEnum], resolve: ({ modes }) => [...modes] }),
    problem: t.exposeString('problem', {
      nullable: true,
      description: 'Null when usable, else what is wrong with it.',
    }),
    networks: t.field({ type: [ModelNetwork], resolve: ({ networks }) => [...networks] }),
  }),
});

builder.queryField('models', (t) =>
  t.field({ type: [ModelRef], resolve: (_root, _args, { services }) => services.models.list() }),
);
