import type { StageUse } from '../../../core/memory/stage-use.ts';
import type {
  LipSync,
  MemoryShortage,
  RunResult,
  StageName,
  StageRecord,
  TensorDiagnostic,
} from '../../../core/runs/events.ts';
import type { Rung, RungStep, SettingChange } from '../../../core/runs/rung.ts';
import type { Run } from '../../../core/runs/service.ts';
import type { RunReason, RunState } from '../../../core/runs/spec.ts';
import { toldOutside } from '../outside.ts';
import { builder } from './builder.ts';
import { ErrorCodeEnum } from './error.ts';
import { orNull } from './errors.ts';
import { MemoryTimelineRef, ProcessPeakRef } from './measured-memory.ts';
import { RunMemoryRef, StageMemoryRef } from './memory.ts';

export const StageNameEnum = builder.enumType('StageName', {
  values: {
    PREPARE: { value: 'prepare' },
    ENCODE_TEXT: { value: 'encode-text' },
    ENCODE_IMAGE: { value: 'encode-image' },
    ENCODE_AUDIO: { value: 'encode-audio' },
    ENCODE_LATENTS: { value: 'encode-latents' },
    DENOISE: { value: 'denoise' },
    DECODE: { value: 'decode' },
    MUX: { value: 'mux' },
  } satisfies Record<string, { value: StageName }>,
});

export const RunReasonEnum = builder.enumType('RunReason', {
  values: ['FIRST', 'RETRY', 'RESUME', 'OUT_OF_MEMORY_STEP'] as const satisfies readonly RunReason[],
});
const RunStateEnum = builder.enumType('RunState', {
  values: [
    'RUNNING',
    'PAUSED',
    'SUCCEEDED',
    'FAILED',
    'CANCELLED',
    'INTERRUPTED',
  ] as const satisfies readonly RunState[],
});

const RungStepEnum = builder.enumType('RungStep', {
  values: {
    TILE_VAE: { description: 'The VAE works in tiles; the picture differs by less than one grey level.' },
    OFFLOAD: { description: 'Each network is unloaded after its stage.' },
    SWAP_BLOCKS: { description: 'More blocks of the DiT are brought in when their turn comes.' },
    ONE_PREDICTION_AT_A_TIME: { description: 'The predictions of a step are made one after the other.' },
    EIGHT_BIT_WEIGHTS: { description: 'Weights are held in 8 bits; the picture changes slightly.' },
    SMALLER_SIZE: { description: 'The next smaller width and height.' },
    FEWER_FRAMES: { description: 'Windows of fewer frames.' },
    FEWER_STEPS: { description: 'Fewer sampling steps.' },
  } satisfies Record<RungStep, unknown>,
});

const SettingChangeRef = builder.objectRef<SettingChange>('SettingChange').implement({
  fields: (t) => ({
    field: t.exposeString('field'),
    from: t.exposeString('from'),
    to: t.exposeString('to'),
  }),
});

export const RungRef = builder.objectRef<Rung>('Rung').implement({
  description: 'A place on the out-of-memory ladder.',
  fields: (t) => ({
    step: t.expose('step', { type: RungStepEnum, description: 'The last step down.' }),
    samePicture: t.exposeBoolean('samePicture', { description: 'Whether that step promises the same picture.' }),
    changes: t.field({
      type: [SettingChangeRef],
      complexity: 2,
      description: 'What that step changed.',
      resolve: ({ changes }) => [...changes],
    }),
  }),
});

export const MemoryShortageRef = builder.objectRef<MemoryShortage>('MemoryShortage').implement({
  description: 'What is known of memory that ran out.',
  fields: (t) => ({
    network: t.exposeString('network', { nullable: true, description: 'Id of the network that was loaded or run.' }),
    requestedBytes: t.expose('requestedBytes', {
      type: 'SafeInt',
      nullable: true,
      description: 'The request that was refused, where the failure names it.',
    }),
    forecastBytes: t.expose('forecastBytes', {
      type: 'SafeInt',
      nullable: true,
      description: 'What was forecast for the stage.',
    }),
  }),
});

/** Statistics of a tensor with NaN are NaN themselves, which JSON does not know. */
const finite = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null);

export const TensorRef = builder.objectRef<TensorDiagnostic>('TensorDiagnostic').implement({
  description: 'What a tensor looked like.',
  fields: (t) => ({
    name: t.exposeString('name'),
    dtype: t.exposeString('dtype'),
    shape: t.field({ type: ['SafeInt'], complexity: 1, resolve: ({ shape }) => [...shape] }),
    min: t.float({ nullable: true, description: 'Null when not finite.', resolve: ({ min }) => finite(min) }),
    max: t.float({ nullable: true, description: 'Null when not finite.', resolve: ({ max }) => finite(max) }),
    mean: t.float({ nullable: true, description: 'Null when not finite.', resolve: ({ mean }) => finite(mean) }),
    nanCount: t.expose('nanCount', { type: 'SafeInt' }),
  }),
});

/** A stage beside what was forecast for it. */
type MeasuredStage = StageRecord & { readonly forecast: StageUse | null };

const StageRef = builder.objectRef<MeasuredStage>('Stage').implement({
  description: 'One stage that a run finished.',
  fields: (t) => ({
    stage: t.expose('stage', { type: StageNameEnum }),
    window: t.exposeInt('window', {
      nullable: true,
      description: 'Index of the window; null for a stage that runs once.',
    }),
    key: t.exposeString('key', { description: 'Content address: SHA-256 over everything that the output depends on.' }),
    cached: t.exposeBoolean('cached', { description: 'Taken from the stage cache.' }),
    seconds: t.exposeFloat('seconds'),
    peakBytes: t.expose('peakBytes', {
      type: 'SafeInt',
      nullable: true,
      description: 'Peak resident bytes of server, worker and hosts together while the stage ran; null when cached.',
    }),
    peakDeviceBytes: t.expose('peakDeviceBytes', {
      type: 'SafeInt',
      nullable: true,
      description: 'Peak of what the run used on the device; null when cached, or where it is not measured.',
    }),
    processes: t.field({
      type: [ProcessPeakRef],
      complexity: { field: 1, multiplier: 7 },
      description: 'Peaks of the processes; empty when cached.',
      resolve: ({ processes }) => [...processes],
    }),
    forecast: t.expose('forecast', {
      type: StageMemoryRef,
      nullable: true,
      description: 'What the memory plan expected of the stage; null without a plan.',
    }),
    bytes: t.expose('bytes', { type: 'SafeInt', description: 'Size of the stored output.' }),
    tensors: t.field({
      type: [TensorRef],
      complexity: { field: 1, multiplier: 5 },
      resolve: ({ tensors }) => [...tensors],
    }),
  }),
});

const LipSyncRef = builder.objectRef<LipSync>('LipSync').implement({
  fields: (t) => ({
    correlation: t.exposeFloat('correlation', {
      nullable: true,
      description: 'Correlation of measured mouth openness with the speech envelope, -1..1; null without speech.',
    }),
    openness: t.exposeFloat('openness', {
      description: 'Mean mouth darkness, 0..1; near 0 when the mouth stays closed.',
    }),
    widest: t.exposeFloat('widest', { description: 'Largest mouth darkness, 0..1.' }),
  }),
});

const RunResultRef = builder.objectRef<Omit<RunResult, 'file'>>('RunResult').implement({
  description: 'The finished video.',
  fields: (t) => ({
    sha256: t.exposeString('sha256'),
    bytes: t.expose('bytes', { type: 'SafeInt' }),
    mimeType: t.exposeString('mimeType'),
    extension: t.exposeString('extension'),
    width: t.exposeInt('width'),
    height: t.exposeInt('height'),
    fps: t.exposeFloat('fps'),
    frames: t.exposeInt('frames'),
    lipSync: t.expose('lipSync', { type: LipSyncRef, nullable: true }),
  }),
});

export const RunRef = builder.objectRef<Run>('Run');
builder.node(RunRef, {
  description: 'One attempt to carry a generation out.',
  id: { resolve: ({ id }) => id },
  loadOne: (id, { services }) => orNull(() => services.generations.findRun(id)),
  fields: (t) => ({
    attempt: t.exposeInt('attempt', { description: '1, 2, 3, ... within the generation.' }),
    reason: t.expose('reason', { type: RunReasonEnum }),
    state: t.expose('state', { type: RunStateEnum }),
    startedAt: t.expose('startedAt', { type: 'DateTime' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true }),
    peakBytes: t.expose('peakBytes', {
      type: 'SafeInt',
      nullable: true,
      description: 'Peak resident bytes of server, worker and hosts together.',
    }),
    peakDeviceBytes: t.expose('peakDeviceBytes', {
      type: 'SafeInt',
      nullable: true,
      description: 'Peak of what the run used on the device; null where it is not measured.',
    }),
    memoryTimeline: t.expose('memoryTimeline', {
      type: MemoryTimelineRef,
      nullable: true,
      description: 'Null before the run has ended.',
    }),
    errorCode: t.expose('errorCode', { type: ErrorCodeEnum, nullable: true }),
    errorMessage: t.string({
      nullable: true,
      resolve: ({ errorMessage }, _args, { config }) => errorMessage && toldOutside(errorMessage, config),
    }),
    errorField: t.exposeString('errorField', {
      nullable: true,
      description: 'The field of the request that is at fault, where it is one.',
    }),
    errorAccepted: t.exposeString('errorAccepted', { nullable: true, description: 'What would be accepted.' }),
    outOfMemory: t.expose('outOfMemory', { type: MemoryShortageRef, nullable: true }),
    rung: t.expose('rung', {
      type: RungRef,
      nullable: true,
      description: 'What it does otherwise than the generation asks for, after memory ran out. Null: nothing.',
    }),
    result: t.expose('result', { type: RunResultRef, nullable: true }),
    memory: t.expose('memory', { type: RunMemoryRef, nullable: true, description: 'Null before it was planned.' }),
    stages: t.field({
      type: [StageRef],
      complexity: { field: 1, multiplier: 10 },
      resolve: ({ id, memory }, _args, { services }) =>
        services.generations.stages(id).map((stage) => ({
          ...stage,
          forecast: memory?.stages.find((one) => one.stage === stage.stage) ?? null,
        })),
    }),
  }),
});
