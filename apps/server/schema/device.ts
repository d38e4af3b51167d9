import type { Device } from '../services/services.ts';
import { builder } from './builder.ts';
import { COST } from './costs.ts';
import { orNull } from './errors.ts';
import { GenerationRef } from './generation.ts';

const WorkerStateEnum = builder.enumType('WorkerState', { values: ['STARTING', 'IDLE', 'BUSY', 'STOPPED'] as const });

const DeviceRef = builder.objectRef<Device>('Device').implement({
  description: 'What generations run on; each device has one worker.',
  fields: (t) => ({
    id: t.exposeString('id'),
    provider: t.exposeString('provider', { description: 'Id of the execution provider.' }),
    title: t.exposeString('title'),
    threads: t.exposeInt('threads'),
    memoryBytes: t.expose('memoryBytes', { type: 'SafeInt', nullable: true, description: 'All of its memory.' }),
    freeBytes: t.expose('freeBytes', { type: 'SafeInt', nullable: true, description: 'Null where it is not known.' }),
    budgetBytes: t.field({
      type: 'SafeInt',
      nullable: true,
      description: 'What a run may use now: the configured limit, else what is free. Null where it is not known.',
      resolve: ({ budgetBytes }) => budgetBytes && Math.floor(budgetBytes),
    }),
    worker: t.expose('worker', { type: WorkerStateEnum }),
    generation: t.field({
      type: GenerationRef,
      nullable: true,
      description: 'What it is working on.',
      resolve: ({ generation }, _args, { services }) =>
        generation === null ? null : orNull(() => services.generations.find(generation)),
    }),
  }),
});

builder.queryField('devices', (t) =>
  t.field({
    type: [DeviceRef],
    complexity: COST.DEVICES,
    resolve: (_root, _args, { services }) => services.devices.list(),
  }),
);
