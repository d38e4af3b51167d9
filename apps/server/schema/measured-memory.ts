import type { MemoryTimeline, ProcessPeak, ProcessRole } from '../../../core/runs/measured-memory.ts';
import { builder } from './builder.ts';

const ProcessRoleEnum = builder.enumType('ProcessRole', {
  description: 'What a process of a run does; a network has a host of its own.',
  values: {
    SERVER: { value: 'server' },
    WORKER: { value: 'worker' },
    TEXT_ENCODER: { value: 'text-encoder' },
    IMAGE_ENCODER: { value: 'image-encoder' },
    AUDIO_ENCODER: { value: 'audio-encoder' },
    VAE: { value: 'vae' },
    DIT: { value: 'dit' },
  } satisfies Record<string, { value: ProcessRole }>,
});

export const ProcessPeakRef = builder.objectRef<ProcessPeak>('ProcessPeak').implement({
  description: 'The most that one process held. Processes peak at different moments.',
  fields: (t) => ({
    role: t.expose('role', { type: ProcessRoleEnum }),
    peakBytes: t.field({
      type: 'SafeInt',
      description: 'Resident bytes; pages that processes share are counted once over all of them.',
      resolve: ({ peakBytes }) => Math.round(peakBytes),
    }),
  }),
});

export const MemoryTimelineRef = builder.objectRef<MemoryTimeline>('MemoryTimeline').implement({
  description: 'Memory over the time of a run, in at most 240 points.',
  fields: (t) => ({
    intervalSeconds: t.exposeFloat('intervalSeconds', { description: 'Seconds from point to point.' }),
    ramBytes: t.field({
      type: ['SafeInt'],
      complexity: 1,
      description: 'Of server, worker and hosts together; the highest in each interval.',
      resolve: ({ ramBytes }) => ramBytes.map(Math.round),
    }),
    deviceBytes: t.field({
      type: ['SafeInt'],
      complexity: 1,
      nullable: { list: true, items: true },
      description: 'In use on the device beyond what was before; null where it is not measured.',
      resolve: ({ deviceBytes }) => deviceBytes && [...deviceBytes],
    }),
  }),
});
