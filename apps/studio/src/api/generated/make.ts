/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from './schema.ts';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
import { gql } from '@urql/core';
import { SettingsFields, FailureFields, AssetFields } from './shared.ts';
export type UploadAssetMutationVariables = Exact<{
  file: unknown;
}>;


export type UploadAssetMutation = { uploadAsset:
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UploadAssetSuccess', asset: { id: string, kind: Types.AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } }
   };

export type SettingsFromVideoQueryVariables = Exact<{
  asset: string | number;
}>;


export type SettingsFromVideoQuery = { settingsFromVideo: { mode: Types.GenerationMode, prompt: string, negativePrompt: string, seed: number, preset: string, multiAudio: Types.MultiAudio, startLatents: string | null, missing: Array<string>, settings: { model: string, width: number, height: number, frameWindowSize: number, motionFrames: number, maxFrames: number | null, fps: number, steps: number, shift: number, cfg: number, audioCfg: number, startStep: number, endStep: number, denoiseStrength: number, addNoiseToSamples: boolean, sigmas: Array<number>, riflexFreqIndex: number, ropeFunction: Types.RopeFunction, oomPolicy: Types.OomPolicy, scheduler: { id: string, version: string, options: unknown }, guidance: { id: string, version: string, options: unknown }, stepCache: { id: string, version: string, options: unknown }, memory: { id: string, version: string, options: unknown, tiledVae: boolean | null, forceOffload: boolean | null, batchedCfg: boolean | null }, memoryBudget: { ramBytes: number | null, vramBytes: number | null }, colorCorrection: { method: Types.ColorMethod, strength: number }, loras: Array<{ name: string, strength: number, merge: boolean, blocks: Array<{ first: number, last: number, strength: number }> }>, provider: { id: string, version: string, options: unknown }, precision: { id: string, version: string, options: unknown }, networkPrecision: Array<{ role: Types.NetworkRole, id: string, version: string, options: unknown }>, output: { id: string, version: string, options: unknown } }, image: { id: string, kind: Types.AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, video: { id: string, kind: Types.AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, audio: { id: string, kind: Types.AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, speakers: Array<{ box: { x: number, y: number, width: number, height: number } | null, mask: { id: string, kind: Types.AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, audio: { id: string, kind: Types.AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null }>, prompts: Array<{ at: number, prompt: string }> } };

export type StartGenerationMutationVariables = Exact<{
  input: Types.StartGenerationInput;
  idempotencyKey?: string | null | undefined;
}>;


export type StartGenerationMutation = { startGeneration:
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'StartGenerationSuccess', generation: { id: string, state: Types.GenerationState } }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
   };


export const UploadAsset = /*#__PURE__*/ gql`
    mutation UploadAsset($file: File!) {
  uploadAsset(file: $file) {
    __typename
    ... on UploadAssetSuccess {
      asset {
        ...AssetFields
      }
    }
    ...FailureFields
  }
}
    ${AssetFields}
${FailureFields}` as unknown as DocumentNode<UploadAssetMutation, UploadAssetMutationVariables>;
export const SettingsFromVideo = /*#__PURE__*/ gql`
    query SettingsFromVideo($asset: ID!) {
  settingsFromVideo(asset: $asset) {
    mode
    prompt
    negativePrompt
    seed
    preset
    settings {
      ...SettingsFields
    }
    image {
      ...AssetFields
    }
    video {
      ...AssetFields
    }
    audio {
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
    missing
  }
}
    ${SettingsFields}
${AssetFields}` as unknown as DocumentNode<SettingsFromVideoQuery, SettingsFromVideoQueryVariables>;
export const StartGeneration = /*#__PURE__*/ gql`
    mutation StartGeneration($input: StartGenerationInput!, $idempotencyKey: String) {
  startGeneration(input: $input, idempotencyKey: $idempotencyKey) {
    __typename
    ... on StartGenerationSuccess {
      generation {
        id
        state
      }
    }
    ...FailureFields
  }
}
    ${FailureFields}` as unknown as DocumentNode<StartGenerationMutation, StartGenerationMutationVariables>;