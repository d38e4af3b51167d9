/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from './schema.ts';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
import { gql } from '@urql/core';
export type FailureFields_ConflictError_Fragment = { code: Types.ErrorCode, message: string, field: string | null, accepted: string | null };

export type FailureFields_InputError_Fragment = { code: Types.ErrorCode, message: string, field: string | null, accepted: string | null };

export type FailureFields_NotFoundError_Fragment = { code: Types.ErrorCode, message: string, field: string | null, accepted: string | null };

export type FailureFields_UnavailableError_Fragment = { code: Types.ErrorCode, message: string, field: string | null, accepted: string | null };

export type FailureFieldsFragment =
  | FailureFields_ConflictError_Fragment
  | FailureFields_InputError_Fragment
  | FailureFields_NotFoundError_Fragment
  | FailureFields_UnavailableError_Fragment
;

export type AssetFieldsFragment = { id: string, kind: Types.AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null };

export type SettingsFieldsFragment = { model: string, width: number, height: number, frameWindowSize: number, motionFrames: number, maxFrames: number | null, fps: number, steps: number, shift: number, cfg: number, audioCfg: number, startStep: number, endStep: number, denoiseStrength: number, addNoiseToSamples: boolean, sigmas: Array<number>, riflexFreqIndex: number, ropeFunction: Types.RopeFunction, oomPolicy: Types.OomPolicy, scheduler: { id: string, version: string, options: unknown }, guidance: { id: string, version: string, options: unknown }, stepCache: { id: string, version: string, options: unknown }, memory: { id: string, version: string, options: unknown, tiledVae: boolean | null, forceOffload: boolean | null, batchedCfg: boolean | null }, memoryBudget: { ramBytes: number | null, vramBytes: number | null }, colorCorrection: { method: Types.ColorMethod, strength: number }, loras: Array<{ name: string, strength: number, merge: boolean, blocks: Array<{ first: number, last: number, strength: number }> }>, provider: { id: string, version: string, options: unknown }, precision: { id: string, version: string, options: unknown }, networkPrecision: Array<{ role: Types.NetworkRole, id: string, version: string, options: unknown }>, output: { id: string, version: string, options: unknown } };

export const FailureFields = /*#__PURE__*/ gql`
    fragment FailureFields on Error {
  code
  message
  field
  accepted
}
    ` as unknown as DocumentNode<FailureFieldsFragment, unknown>;
export const AssetFields = /*#__PURE__*/ gql`
    fragment AssetFields on Asset {
  id
  kind
  url
  thumbnail
  mimeType
  filename
  bytes
  width
  height
  seconds
}
    ` as unknown as DocumentNode<AssetFieldsFragment, unknown>;
export const SettingsFields = /*#__PURE__*/ gql`
    fragment SettingsFields on GenerationSettings {
  model
  width
  height
  frameWindowSize
  motionFrames
  maxFrames
  fps
  steps
  shift
  cfg
  audioCfg
  scheduler {
    id
    version
    options
  }
  guidance {
    id
    version
    options
  }
  stepCache {
    id
    version
    options
  }
  memory {
    id
    version
    options
    tiledVae
    forceOffload
    batchedCfg
  }
  memoryBudget {
    ramBytes
    vramBytes
  }
  startStep
  endStep
  denoiseStrength
  addNoiseToSamples
  sigmas
  riflexFreqIndex
  ropeFunction
  colorCorrection {
    method
    strength
  }
  oomPolicy
  loras {
    name
    strength
    merge
    blocks {
      first
      last
      strength
    }
  }
  provider {
    id
    version
    options
  }
  precision {
    id
    version
    options
  }
  networkPrecision {
    role
    id
    version
    options
  }
  output {
    id
    version
    options
  }
}
    ` as unknown as DocumentNode<SettingsFieldsFragment, unknown>;