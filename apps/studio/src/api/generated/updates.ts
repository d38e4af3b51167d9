/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from './schema.ts';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
import { gql } from '@urql/core';
import { JobFields } from './models.ts';
import { GenerationRow } from './lists.ts';
export type UpdatesSubscriptionVariables = Exact<{
  locale: string;
  queue: boolean;
  generations: Array<Types.FollowedGeneration> | Types.FollowedGeneration;
  modelJobs: Array<string | number> | string | number;
}>;


export type UpdatesSubscription = { updates:
    | { __typename: 'GenerationUpdate', generation: string, event:
        | { __typename: 'Log', level: Types.LogLevel, message: string, seq: number, at: string }
        | { __typename: 'MemoryMeasured', seq: number, at: string }
        | { __typename: 'MemoryPlanned', strategy: string, planReason: string, seq: number, at: string, forecastPeak: { ram: number, vram: number } }
        | { __typename: 'Preview', url: string, window: number | null, step: number, steps: number, seq: number, at: string }
        | { __typename: 'RunFailed', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null, failedStage: Types.StageName | null, seq: number, at: string }
        | { __typename: 'RunFinished', seconds: number, peakBytes: number | null, frames: number, seq: number, at: string }
        | { __typename: 'RunStarted', runId: string, attempt: number, reason: Types.RunReason, seq: number, at: string }
        | { __typename: 'StageFinished', stage: Types.StageName, window: number | null, cached: boolean, seconds: number, peakBytes: number | null, seq: number, at: string }
        | { __typename: 'StageStarted', stage: Types.StageName, window: number | null, windows: number | null, seq: number, at: string }
        | { __typename: 'StateChanged', state: Types.GenerationState, seq: number, at: string }
        | { __typename: 'StepProgress', window: number | null, windows: number | null, step: number, steps: number, secondsPerStep: number, secondsLeft: number, seq: number, at: string }
        | { __typename: 'WindowFinished', window: number | null, windows: number | null, frames: number, drift: number | null, lipSync: number | null, seam: number | null, seq: number, at: string }
       }
    | { __typename: 'ModelJob', id: string, kind: Types.ModelJobKind, model: string, state: Types.ModelJobState, step: string, bytesDone: number, bytesTotal: number, secondsLeft: number | null, errorCode: Types.ErrorCode | null, errorMessage: string | null }
    | { __typename: 'Queue', waitingCount: number, running: Array<{ id: string, state: Types.GenerationState, mode: Types.GenerationMode, prompt: string, preset: string, createdAt: string, seed: number, settings: { width: number, height: number, steps: number, scheduler: { id: string } }, image: { id: string, thumbnail: string | null } | null, output: { id: string, kind: Types.AssetKind, thumbnail: string | null, url: string, mimeType: string, seconds: number | null } | null }>, waiting: Array<{ id: string, state: Types.GenerationState, mode: Types.GenerationMode, prompt: string, preset: string, createdAt: string, seed: number, settings: { width: number, height: number, steps: number, scheduler: { id: string } }, image: { id: string, thumbnail: string | null } | null, output: { id: string, kind: Types.AssetKind, thumbnail: string | null, url: string, mimeType: string, seconds: number | null } | null }> }
   };

export type QueueFieldsFragment = { waitingCount: number, running: Array<{ id: string, state: Types.GenerationState, mode: Types.GenerationMode, prompt: string, preset: string, createdAt: string, seed: number, settings: { width: number, height: number, steps: number, scheduler: { id: string } }, image: { id: string, thumbnail: string | null } | null, output: { id: string, kind: Types.AssetKind, thumbnail: string | null, url: string, mimeType: string, seconds: number | null } | null }>, waiting: Array<{ id: string, state: Types.GenerationState, mode: Types.GenerationMode, prompt: string, preset: string, createdAt: string, seed: number, settings: { width: number, height: number, steps: number, scheduler: { id: string } }, image: { id: string, thumbnail: string | null } | null, output: { id: string, kind: Types.AssetKind, thumbnail: string | null, url: string, mimeType: string, seconds: number | null } | null }> };

export type EventFields_Log_Fragment = { __typename: 'Log', level: Types.LogLevel, message: string, seq: number, at: string };

export type EventFields_MemoryMeasured_Fragment = { __typename: 'MemoryMeasured', seq: number, at: string };

export type EventFields_MemoryPlanned_Fragment = { __typename: 'MemoryPlanned', strategy: string, planReason: string, seq: number, at: string, forecastPeak: { ram: number, vram: number } };

export type EventFields_Preview_Fragment = { __typename: 'Preview', url: string, window: number | null, step: number, steps: number, seq: number, at: string };

export type EventFields_RunFailed_Fragment = { __typename: 'RunFailed', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null, failedStage: Types.StageName | null, seq: number, at: string };

export type EventFields_RunFinished_Fragment = { __typename: 'RunFinished', seconds: number, peakBytes: number | null, frames: number, seq: number, at: string };

export type EventFields_RunStarted_Fragment = { __typename: 'RunStarted', runId: string, attempt: number, reason: Types.RunReason, seq: number, at: string };

export type EventFields_StageFinished_Fragment = { __typename: 'StageFinished', stage: Types.StageName, window: number | null, cached: boolean, seconds: number, peakBytes: number | null, seq: number, at: string };

export type EventFields_StageStarted_Fragment = { __typename: 'StageStarted', stage: Types.StageName, window: number | null, windows: number | null, seq: number, at: string };

export type EventFields_StateChanged_Fragment = { __typename: 'StateChanged', state: Types.GenerationState, seq: number, at: string };

export type EventFields_StepProgress_Fragment = { __typename: 'StepProgress', window: number | null, windows: number | null, step: number, steps: number, secondsPerStep: number, secondsLeft: number, seq: number, at: string };

export type EventFields_WindowFinished_Fragment = { __typename: 'WindowFinished', window: number | null, windows: number | null, frames: number, drift: number | null, lipSync: number | null, seam: number | null, seq: number, at: string };

export type EventFieldsFragment =
  | EventFields_Log_Fragment
  | EventFields_MemoryMeasured_Fragment
  | EventFields_MemoryPlanned_Fragment
  | EventFields_Preview_Fragment
  | EventFields_RunFailed_Fragment
  | EventFields_RunFinished_Fragment
  | EventFields_RunStarted_Fragment
  | EventFields_StageFinished_Fragment
  | EventFields_StageStarted_Fragment
  | EventFields_StateChanged_Fragment
  | EventFields_StepProgress_Fragment
  | EventFields_WindowFinished_Fragment
;

export const QueueFields = /*#__PURE__*/ gql`
    fragment QueueFields on Queue {
  running {
    ...GenerationRow
  }
  waiting(first: 50) {
    ...GenerationRow
  }
  waitingCount
}
    ` as unknown as DocumentNode<QueueFieldsFragment, unknown>;
export const EventFields = /*#__PURE__*/ gql`
    fragment EventFields on GenerationEvent {
  __typename
  seq
  at
  ... on StateChanged {
    state
  }
  ... on RunStarted {
    runId
    attempt
    reason
  }
  ... on StageStarted {
    stage
    window
    windows
  }
  ... on StageFinished {
    stage
    window
    cached
    seconds
    peakBytes
  }
  ... on StepProgress {
    window
    windows
    step
    steps
    secondsPerStep
    secondsLeft
  }
  ... on WindowFinished {
    window
    windows
    frames
    drift
    lipSync
    seam
  }
  ... on Log {
    level
    message(locale: $locale)
  }
  ... on MemoryPlanned {
    strategy
    planReason
    forecastPeak {
      ram
      vram
    }
  }
  ... on Preview {
    url
    window
    step
    steps
  }
  ... on RunFailed {
    code
    message
    field
    accepted
    failedStage
  }
  ... on RunFinished {
    seconds
    peakBytes
    frames
  }
}
    ` as unknown as DocumentNode<EventFieldsFragment, unknown>;
export const Updates = /*#__PURE__*/ gql`
    subscription Updates($locale: String!, $queue: Boolean!, $generations: [FollowedGeneration!]!, $modelJobs: [ID!]!) {
  updates(queue: $queue, generations: $generations, modelJobs: $modelJobs) {
    __typename
    ... on Queue {
      ...QueueFields
    }
    ... on ModelJob {
      ...JobFields
    }
    ... on GenerationUpdate {
      generation
      event {
        ...EventFields
      }
    }
  }
}
    ${QueueFields}
${GenerationRow}
${JobFields}
${EventFields}` as unknown as DocumentNode<UpdatesSubscription, UpdatesSubscriptionVariables>;