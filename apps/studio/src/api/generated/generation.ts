/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from './schema.ts';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
import { gql } from '@urql/core';
import { FailureFields, AssetFields, SettingsFields } from './shared.ts';
import { StageMemoryFields } from './forecast.ts';
export type GenerationPageQueryVariables = Exact<{
  id: string | number;
  locale: string;
}>;


export type GenerationPageQuery = { generation: { id: string, state: Types.GenerationState, lastEvent: number, mode: Types.GenerationMode, prompt: string, negativePrompt: string, seed: number, preset: string, specHash: string, createdAt: string, multiAudio: Types.MultiAudio, startLatents: string | null, settings: { model: string, width: number, height: number, frameWindowSize: number, motionFrames: number, maxFrames: number | null, fps: number, steps: number, shift: number, cfg: number, audioCfg: number, startStep: number, endStep: number, denoiseStrength: number, addNoiseToSamples: boolean, sigmas: Array<number>, riflexFreqIndex: number, ropeFunction: Types.RopeFunction, oomPolicy: Types.OomPolicy, scheduler: { id: string, version: string, options: unknown }, guidance: { id: string, version: string, options: unknown }, stepCache: { id: string, version: string, options: unknown }, memory: { id: string, version: string, options: unknown, tiledVae: boolean | null, forceOffload: boolean | null, batchedCfg: boolean | null }, memoryBudget: { ramBytes: number | null, vramBytes: number | null }, colorCorrection: { method: Types.ColorMethod, strength: number }, loras: Array<{ name: string, strength: number, merge: boolean, blocks: Array<{ first: number, last: number, strength: number }> }>, provider: { id: string, version: string, options: unknown }, precision: { id: string, version: string, options: unknown }, networkPrecision: Array<{ role: Types.NetworkRole, id: string, version: string, options: unknown }>, output: { id: string, version: string, options: unknown } }, image: { id: string, kind: Types.AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, audio: { id: string, kind: Types.AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, output: { id: string, kind: Types.AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, video: { id: string, kind: Types.AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, speakers: Array<{ box: { x: number, y: number, width: number, height: number } | null, mask: { id: string, kind: Types.AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, audio: { id: string, kind: Types.AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null }>, prompts: Array<{ at: number, prompt: string }>, runs: Array<{ id: string, attempt: number, reason: Types.RunReason, state: Types.RunState, startedAt: string, finishedAt: string | null, peakBytes: number | null, errorCode: Types.ErrorCode | null, errorMessage: string | null, errorField: string | null, errorAccepted: string | null, rung: { step: Types.RungStep, samePicture: boolean, changes: Array<{ field: string, from: string, to: string }> } | null, memoryTimeline: { intervalSeconds: number, ramBytes: Array<number>, deviceBytes: Array<number | null> | null } | null, outOfMemory: { forecastBytes: number | null, requestedBytes: number | null, network: string | null } | null, memory: { strategy: string, reason: string, budget: { ramBytes: number | null, vramBytes: number | null }, stages: Array<{ stage: string, corrected: { ram: number, vram: number }, split: { weights: { ram: number, vram: number }, activations: { ram: number, vram: number }, tiles: { ram: number, vram: number }, overhead: { ram: number, vram: number } } }> } | null, result: { frames: number, fps: number, width: number, height: number, bytes: number, extension: string, mimeType: string, lipSync: { correlation: number | null, openness: number, widest: number } | null } | null, stages: Array<{ stage: Types.StageName, window: number | null, cached: boolean, seconds: number, peakBytes: number | null, bytes: number, tensors: Array<{ name: string, dtype: string, shape: Array<number>, min: number | null, max: number | null, mean: number | null, nanCount: number }> }> }> } | null };

export type GenerationDiffQueryVariables = Exact<{
  first: string | number;
  second: string | number;
}>;


export type GenerationDiffQuery = { generationDiff: Array<{ path: string, first: unknown, second: unknown }> };

export type RunFieldsFragment = { id: string, attempt: number, reason: Types.RunReason, state: Types.RunState, startedAt: string, finishedAt: string | null, peakBytes: number | null, errorCode: Types.ErrorCode | null, errorMessage: string | null, errorField: string | null, errorAccepted: string | null, rung: { step: Types.RungStep, samePicture: boolean, changes: Array<{ field: string, from: string, to: string }> } | null, memoryTimeline: { intervalSeconds: number, ramBytes: Array<number>, deviceBytes: Array<number | null> | null } | null, outOfMemory: { forecastBytes: number | null, requestedBytes: number | null, network: string | null } | null, memory: { strategy: string, reason: string, budget: { ramBytes: number | null, vramBytes: number | null }, stages: Array<{ stage: string, corrected: { ram: number, vram: number }, split: { weights: { ram: number, vram: number }, activations: { ram: number, vram: number }, tiles: { ram: number, vram: number }, overhead: { ram: number, vram: number } } }> } | null, result: { frames: number, fps: number, width: number, height: number, bytes: number, extension: string, mimeType: string, lipSync: { correlation: number | null, openness: number, widest: number } | null } | null, stages: Array<{ stage: Types.StageName, window: number | null, cached: boolean, seconds: number, peakBytes: number | null, bytes: number, tensors: Array<{ name: string, dtype: string, shape: Array<number>, min: number | null, max: number | null, mean: number | null, nanCount: number }> }> };

export type CancelGenerationMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelGenerationMutation = { cancelGeneration:
    | { __typename: 'CancelGenerationSuccess', generation: { id: string, state: Types.GenerationState } }
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type PauseGenerationMutationVariables = Exact<{
  id: string | number;
}>;


export type PauseGenerationMutation = { pauseGeneration:
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'PauseGenerationSuccess', generation: { id: string, state: Types.GenerationState } }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type ResumeGenerationMutationVariables = Exact<{
  id: string | number;
}>;


export type ResumeGenerationMutation = { resumeGeneration:
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'ResumeGenerationSuccess', generation: { id: string, state: Types.GenerationState } }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type RetryGenerationMutationVariables = Exact<{
  id: string | number;
}>;


export type RetryGenerationMutation = { retryGeneration:
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'RetryGenerationSuccess', generation: { id: string, state: Types.GenerationState } }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type DeleteGenerationMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteGenerationMutation = { deleteGeneration:
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'DeleteGenerationSuccess', generation: { id: string } }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export const RunFields = /*#__PURE__*/ gql`
    fragment RunFields on Run {
  id
  attempt
  reason
  state
  startedAt
  finishedAt
  peakBytes
  errorCode
  errorMessage
  errorField
  errorAccepted
  rung {
    step
    samePicture
    changes {
      field
      from
      to
    }
  }
  memoryTimeline {
    intervalSeconds
    ramBytes
    deviceBytes
  }
  outOfMemory {
    forecastBytes
    requestedBytes
    network
  }
  memory {
    strategy
    reason(locale: $locale)
    budget {
      ramBytes
      vramBytes
    }
    stages {
      ...StageMemoryFields
    }
  }
  result {
    frames
    fps
    width
    height
    bytes
    extension
    mimeType
    lipSync {
      correlation
      openness
      widest
    }
  }
  stages {
    stage
    window
    cached
    seconds
    peakBytes
    bytes
    tensors {
      name
      dtype
      shape
      min
      max
      mean
      nanCount
    }
  }
}
    ` as unknown as DocumentNode<RunFieldsFragment, unknown>;
export const GenerationPage = /*#__PURE__*/ gql`
    query GenerationPage($id: ID!, $locale: String!) {
  generation(id: $id) {
    id
    state
    lastEvent
    mode
    prompt
    negativePrompt
    seed
    preset
    specHash
    createdAt
    settings {
      ...SettingsFields
    }
    image {
      ...AssetFields
    }
    audio {
      ...AssetFields
    }
    output {
      ...AssetFields
    }
    video {
      ...AssetFields
    }
    multiAudio
    speakers {
      box {
        x
        y
        width
        height
      }
      mask {
        ...AssetFields
      }
      audio {
        ...AssetFields
      }
    }
    prompts {
      at
      prompt
    }
    startLatents
    runs {
      ...RunFields
    }
  }
}
    ${SettingsFields}
${AssetFields}
${RunFields}
${StageMemoryFields}` as unknown as DocumentNode<GenerationPageQuery, GenerationPageQueryVariables>;
export const GenerationDiff = /*#__PURE__*/ gql`
    query GenerationDiff($first: ID!, $second: ID!) {
  generationDiff(first: $first, second: $second) {
    path
    first
    second
  }
}
    ` as unknown as DocumentNode<GenerationDiffQuery, GenerationDiffQueryVariables>;
export const CancelGeneration = /*#__PURE__*/ gql`
    mutation CancelGeneration($id: ID!) {
  cancelGeneration(id: $id) {
    __typename
    ... on CancelGenerationSuccess {
      generation {
        id
        state
      }
    }
    ...FailureFields
  }
}
    ${FailureFields}` as unknown as DocumentNode<CancelGenerationMutation, CancelGenerationMutationVariables>;
export const PauseGeneration = /*#__PURE__*/ gql`
    mutation PauseGeneration($id: ID!) {
  pauseGeneration(id: $id) {
    __typename
    ... on PauseGenerationSuccess {
      generation {
        id
        state
      }
    }
    ...FailureFields
  }
}
    ${FailureFields}` as unknown as DocumentNode<PauseGenerationMutation, PauseGenerationMutationVariables>;
export const ResumeGeneration = /*#__PURE__*/ gql`
    mutation ResumeGeneration($id: ID!) {
  resumeGeneration(id: $id) {
    __typename
    ... on ResumeGenerationSuccess {
      generation {
        id
        state
      }
    }
    ...FailureFields
  }
}
    ${FailureFields}` as unknown as DocumentNode<ResumeGenerationMutation, ResumeGenerationMutationVariables>;
export const RetryGeneration = /*#__PURE__*/ gql`
    mutation RetryGeneration($id: ID!) {
  retryGeneration(id: $id) {
    __typename
    ... on RetryGenerationSuccess {
      generation {
        id
        state
      }
    }
    ...FailureFields
  }
}
    ${FailureFields}` as unknown as DocumentNode<RetryGenerationMutation, RetryGenerationMutationVariables>;
export const DeleteGeneration = /*#__PURE__*/ gql`
    mutation DeleteGeneration($id: ID!) {
  deleteGeneration(id: $id) {
    __typename
    ... on DeleteGenerationSuccess {
      generation {
        id
      }
    }
    ...FailureFields
  }
}
    ${FailureFields}` as unknown as DocumentNode<DeleteGenerationMutation, DeleteGenerationMutationVariables>;