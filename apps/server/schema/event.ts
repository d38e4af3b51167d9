import { z } from 'zod';
import { translated } from '../../../core/plugin-host/translation.ts';
import type { GenerationEvent, StoredEvent } from '../../../core/runs/events.ts';
import type { GenerationState } from '../../../core/runs/spec.ts';
import { toldOutside } from '../outside.ts';
import { builder } from './builder.ts';
import { ErrorCodeEnum } from './error.ts';
import { decodeId, encodeId } from './ids.ts';
import { LOCALE } from './locale.ts';
import { MemoryTimelineRef, ProcessPeakRef } from './measured-memory.ts';
import { MemoryBytesRef } from './memory.ts';
import { MemoryShortageRef, RungRef, RunReasonEnum, StageNameEnum, TensorRef } from './run.ts';

export const GenerationStateEnum = builder.enumType('GenerationState', {
  values: [
    'QUEUED',
    'RUNNING',
    'PAUSED',
    'SUCCEEDED',
    'FAILED',
    'CANCELLED',
  ] as const satisfies readonly GenerationState[],
});

type EventName = GenerationEvent['type'];
type EventOf<Name extends EventName> = Extract<GenerationEvent, { type: Name }>;
/** A stored event whose kind is known. */
type Stored<Name extends EventName> = StoredEvent & { readonly event: EventOf<Name> };

export const GenerationEventRef = builder.interfaceRef<StoredEvent>('GenerationEvent').implement({
  description: 'Something that happened to a generation. Stored before anybody is told.',
  resolveType: ({ event }) => event.type,
  fields: (t) => ({
    seq: t.exposeInt('seq', {
      description: '1, 2, 3, ... without gaps; pass the last one as `after` to go on from there.',
    }),
    at: t.expose('at', { type: 'DateTime' }),
  }),
});

/*
 * One selection asks for fields of every event, so a field that several events have must have the same type in all of
 * them, nullability included: `window` is null only where a stage runs once, but nullable everywhere.
 */
const eventRef = <Name extends EventName>(name: Name) => builder.objectRef<Stored<Name>>(name);
const interfaces = [GenerationEventRef];
const runId = ({ event }: { readonly event: { readonly run: string } }) => encodeId('Run', event.run);

eventRef('StateChanged').implement({
  interfaces,
  fields: (t) => ({ state: t.field({ type: GenerationStateEnum, resolve: ({ event }) => event.state }) }),
});

eventRef('RunStarted').implement({
  interfaces,
  fields: (t) => ({
    runId: t.id({ resolve: runId }),
    attempt: t.int({ resolve: ({ event }) => event.attempt }),
    reason: t.field({ type: RunReasonEnum, resolve: ({ event }) => event.reason }),
    rung: t.field({ type: RungRef, nullable: true, resolve: ({ event }) => event.rung }),
  }),
});

eventRef('StageStarted').implement({
  interfaces,
  fields: (t) => ({
    runId: t.id({ resolve: runId }),
    stage: t.field({ type: StageNameEnum, resolve: ({ event }) => event.stage }),
    window: t.int({
      nullable: true,
      description: 'Index of the window, from 0.',
      resolve: ({ event }) => event.window,
    }),
    windows: t.int({ nullable: true, resolve: ({ event }) => event.windows }),
  }),
});

eventRef('MemoryPlanned').implement({
  description: 'A run has a memory plan; its forecast is kept with the run (`Run.memory`).',
  interfaces,
  fields: (t) => ({
    runId: t.id({ resolve: runId }),
    strategy: t.string({ resolve: ({ event }) => event.strategy }),
    planReason: t.string({
      args: { locale: t.arg.string({ description: LOCALE }) },
      resolve: ({ event: { plan } }, { locale }) => translated(plan.translations, locale)?.reason ?? plan.reason,
    }),
    forecastPeak: t.field({
      type: MemoryBytesRef,
      description: 'Largest corrected forecast of each kind of memory.',
      resolve: ({ event }) => event.plan.peak,
    }),
  }),
});

eventRef('StageFinished').implement({
  interfaces,
  fields: (t) => ({
    runId: t.id({ resolve: runId }),
    stage: t.field({ type: StageNameEnum, resolve: ({ event }) => event.stage }),
    window: t.int({
      nullable: true,
      description: 'Index of the window, from 0.',
      resolve: ({ event }) => event.window,
    }),
    key: t.string({ resolve: ({ event }) => event.key }),
    cached: t.boolean({ resolve: ({ event }) => event.cached }),
    seconds: t.float({ resolve: ({ event }) => event.seconds }),
    peakBytes: t.field({ type: 'SafeInt', nullable: true, resolve: ({ event }) => event.peakBytes }),
    peakDeviceBytes: t.field({ type: 'SafeInt', nullable: true, resolve: ({ event }) => event.peakDeviceBytes }),
    processes: t.field({
      type: [ProcessPeakRef],
      complexity: { field: 1, multiplier: 7 },
      resolve: ({ event }) => [...event.processes],
    }),
    bytes: t.field({ type: 'SafeInt', resolve: ({ event }) => event.bytes }),
    tensors: t.field({
      type: [TensorRef],
      complexity: { field: 1, multiplier: 5 },
      resolve: ({ event }) => [...event.tensors],
    }),
  }),
});

eventRef('StepProgress').implement({
  interfaces,
  fields: (t) => ({
    runId: t.id({ resolve: runId }),
    window: t.int({
      nullable: true,
      description: 'Index of the window, from 0.',
      resolve: ({ event }) => event.window,
    }),
    windows: t.int({ nullable: true, resolve: ({ event }) => event.windows }),
    step: t.int({ description: '1-based.', resolve: ({ event }) => event.step }),
    steps: t.int({ resolve: ({ event }) => event.steps }),
    secondsPerStep: t.float({
      description: 'Of the last step, without loading weights.',
      resolve: ({ event }) => event.secondsPerStep,
    }),
    secondsLeft: t.float({ description: 'Estimate for the whole run.', resolve: ({ event }) => event.secondsLeft }),
  }),
});

eventRef('Preview').implement({
  interfaces,
  fields: (t) => ({
    runId: t.id({ resolve: runId }),
    window: t.int({
      nullable: true,
      description: 'Index of the window, from 0.',
      resolve: ({ event }) => event.window,
    }),
    windows: t.int({ nullable: true, resolve: ({ event }) => event.windows }),
    step: t.int({ description: '1-based.', resolve: ({ event }) => event.step }),
    steps: t.int({ resolve: ({ event }) => event.steps }),
    url: t.string({
      description: 'Path of the latest picture of what is being sampled, on this server.',
      resolve: ({ generation, event }) =>
        `/previews/${encodeId('Generation', generation)}?window=${event.window}&step=${event.step}`,
    }),
  }),
});

eventRef('WindowFinished').implement({
  interfaces,
  fields: (t) => ({
    runId: t.id({ resolve: runId }),
    window: t.int({
      nullable: true,
      description: 'Index of the window, from 0.',
      resolve: ({ event }) => event.window,
    }),
    windows: t.int({ nullable: true, resolve: ({ event }) => event.windows }),
    frames: t.int({ resolve: ({ event }) => event.frames }),
    drift: t.float({
      nullable: true,
      description: 'Colour drift: mean CIEDE2000 difference to the picture that the video started from.',
      resolve: ({ event }) => event.drift,
    }),
    lipSync: t.float({
      nullable: true,
      description: 'Correlation of mouth openness with the speech, -1..1; null when nothing is measured.',
      resolve: ({ event }) => event.lipSync,
    }),
    seam: t.float({
      nullable: true,
      description:
        'Frame difference at the seam to the window before, over that of the frames next to it: about 1 is not visible.',
      resolve: ({ event }) => event.seam,
    }),
  }),
});

const LogLevelEnum = builder.enumType('LogLevel', {
  values: { INFO: { value: 'info' }, WARN: { value: 'warn' } } as const,
});
eventRef('Log').implement({
  interfaces,
  fields: (t) => ({
    runId: t.id({ resolve: runId }),
    level: t.field({ type: LogLevelEnum, resolve: ({ event }) => event.level }),
    message: t.string({
      args: { locale: t.arg.string({ description: LOCALE }) },
      resolve: ({ event: { message, translations } }, { locale }) => translated(translations, locale) ?? message,
    }),
  }),
});

eventRef('MemoryMeasured').implement({
  interfaces,
  fields: (t) => ({
    runId: t.id({ resolve: runId }),
    timeline: t.field({ type: MemoryTimelineRef, resolve: ({ event }) => event.timeline }),
  }),
});

eventRef('RunFailed').implement({
  interfaces,
  fields: (t) => ({
    runId: t.id({ resolve: runId }),
    code: t.field({ type: ErrorCodeEnum, resolve: ({ event }) => event.code }),
    message: t.string({ resolve: ({ event }, _args, { config }) => toldOutside(event.message, config) }),
    field: t.string({ nullable: true, resolve: ({ event }) => event.field }),
    accepted: t.string({
      nullable: true,
      description: 'What would be accepted.',
      resolve: ({ event }) => event.accepted ?? null,
    }),
    failedStage: t.field({ type: StageNameEnum, nullable: true, resolve: ({ event }) => event.stage }),
    outOfMemory: t.field({ type: MemoryShortageRef, nullable: true, resolve: ({ event }) => event.outOfMemory }),
  }),
});

eventRef('RunFinished').implement({
  interfaces,
  fields: (t) => ({
    runId: t.id({ resolve: runId }),
    seconds: t.float({ resolve: ({ event }) => event.seconds }),
    peakBytes: t.field({ type: 'SafeInt', nullable: true, resolve: ({ event }) => event.peakBytes }),
    frames: t.int({ resolve: ({ event }) => event.frames }),
  }),
});

builder.subscriptionField('generationEvents', (t) =>
  t.field({
    type: GenerationEventRef,
    description: 'Stored events after `after`, then live ones, without gap or repeat, until the generation ends.',
    args: {
      id: t.arg.id({ required: true }),
      after: t.arg.int({ defaultValue: 0, validate: z.number().min(0, 'a sequence number, 0 or more').nullish() }),
    },
    subscribe: (_root, { id, after }, { services, request }) =>
      services.generations.subscribe(decodeId('Generation', id, 'id'), after ?? 0, request.signal),
    resolve: (stored: StoredEvent) => stored,
  }),
);
