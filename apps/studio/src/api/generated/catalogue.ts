/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from './schema.ts';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
import { gql } from '@urql/core';
import { FailureFields, SettingsFields } from './shared.ts';
export type AllPresetsQueryVariables = Exact<{
  locale: string;
}>;


export type AllPresetsQuery = { presets: { edges: Array<{ node: { id: string, name: string, title: string, description: string, builtIn: boolean, version: number, updatedAt: string, settings: { model: string, width: number, height: number, frameWindowSize: number, motionFrames: number, maxFrames: number | null, fps: number, steps: number, shift: number, cfg: number, audioCfg: number, startStep: number, endStep: number, denoiseStrength: number, addNoiseToSamples: boolean, sigmas: Array<number>, riflexFreqIndex: number, ropeFunction: Types.RopeFunction, oomPolicy: Types.OomPolicy, scheduler: { id: string, version: string, options: unknown }, guidance: { id: string, version: string, options: unknown }, stepCache: { id: string, version: string, options: unknown }, memory: { id: string, version: string, options: unknown, tiledVae: boolean | null, forceOffload: boolean | null, batchedCfg: boolean | null }, memoryBudget: { ramBytes: number | null, vramBytes: number | null }, colorCorrection: { method: Types.ColorMethod, strength: number }, loras: Array<{ name: string, strength: number, merge: boolean, blocks: Array<{ first: number, last: number, strength: number }> }>, provider: { id: string, version: string, options: unknown }, precision: { id: string, version: string, options: unknown }, networkPrecision: Array<{ role: Types.NetworkRole, id: string, version: string, options: unknown }>, output: { id: string, version: string, options: unknown } } } }> } };

export type AllPluginsQueryVariables = Exact<{
  locale: string;
}>;


export type AllPluginsQuery = { plugins: Array<{ kind: Types.PluginKind, id: string, version: string, title: string, description: string, package: string, defaultOptions: unknown, unavailable: string | null, options: Array<{ name: string, type: string, description: string | null, unit: string | null, default: unknown, minimum: number | null, maximum: number | null, values: Array<unknown> | null }> }> };

export type ModelNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelNamesQuery = { models: Array<{ name: string, modes: Array<Types.GenerationMode>, problem: string | null, problemCode: Types.ErrorCode | null, networks: Array<{ role: Types.NetworkRole }> }> };

export type PresetProblemsQueryVariables = Exact<{ [key: string]: never; }>;


export type PresetProblemsQuery = { presets: { edges: Array<{ node: { id: string, problems: Array<{ code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }> } }> } };

export type InstalledLorasQueryVariables = Exact<{ [key: string]: never; }>;


export type InstalledLorasQuery = { models: Array<{ name: string, loras: Array<{ name: string, problem: { code: Types.ErrorCode, message: string } | null }> }> };

export type PresetFieldsFragment = { id: string, name: string, title: string, description: string, builtIn: boolean, version: number, updatedAt: string, settings: { model: string, width: number, height: number, frameWindowSize: number, motionFrames: number, maxFrames: number | null, fps: number, steps: number, shift: number, cfg: number, audioCfg: number, startStep: number, endStep: number, denoiseStrength: number, addNoiseToSamples: boolean, sigmas: Array<number>, riflexFreqIndex: number, ropeFunction: Types.RopeFunction, oomPolicy: Types.OomPolicy, scheduler: { id: string, version: string, options: unknown }, guidance: { id: string, version: string, options: unknown }, stepCache: { id: string, version: string, options: unknown }, memory: { id: string, version: string, options: unknown, tiledVae: boolean | null, forceOffload: boolean | null, batchedCfg: boolean | null }, memoryBudget: { ramBytes: number | null, vramBytes: number | null }, colorCorrection: { method: Types.ColorMethod, strength: number }, loras: Array<{ name: string, strength: number, merge: boolean, blocks: Array<{ first: number, last: number, strength: number }> }>, provider: { id: string, version: string, options: unknown }, precision: { id: string, version: string, options: unknown }, networkPrecision: Array<{ role: Types.NetworkRole, id: string, version: string, options: unknown }>, output: { id: string, version: string, options: unknown } } };

export type SetDefaultPluginMutationVariables = Exact<{
  kind: Types.PluginKind;
  id: string;
  options?: unknown;
}>;


export type SetDefaultPluginMutation = { setDefaultPlugin:
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'SetDefaultPluginSuccess', plugin: { kind: Types.PluginKind, id: string, defaultOptions: unknown } }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type ClearDefaultPluginMutationVariables = Exact<{
  kind: Types.PluginKind;
}>;


export type ClearDefaultPluginMutation = { clearDefaultPlugin:
    | { __typename: 'ClearDefaultPluginSuccess', plugin: { kind: Types.PluginKind, id: string, defaultOptions: unknown } }
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export const PresetFields = /*#__PURE__*/ gql`
    fragment PresetFields on Preset {
  id
  name
  title(locale: $locale)
  description(locale: $locale)
  builtIn
  version
  updatedAt
  settings {
    ...SettingsFields
  }
}
    ` as unknown as DocumentNode<PresetFieldsFragment, unknown>;
export const AllPresets = /*#__PURE__*/ gql`
    query AllPresets($locale: String!) {
  presets(first: 100) {
    edges {
      node {
        ...PresetFields
      }
    }
  }
}
    ${PresetFields}
${SettingsFields}` as unknown as DocumentNode<AllPresetsQuery, AllPresetsQueryVariables>;
export const AllPlugins = /*#__PURE__*/ gql`
    query AllPlugins($locale: String!) {
  plugins {
    kind
    id
    version
    title(locale: $locale)
    description(locale: $locale)
    package
    defaultOptions
    unavailable(locale: $locale)
    options {
      name
      type
      description(locale: $locale)
      unit
      default
      minimum
      maximum
      values
    }
  }
}
    ` as unknown as DocumentNode<AllPluginsQuery, AllPluginsQueryVariables>;
export const ModelNames = /*#__PURE__*/ gql`
    query ModelNames {
  models {
    name
    modes
    problem
    problemCode
    networks {
      role
    }
  }
}
    ` as unknown as DocumentNode<ModelNamesQuery, ModelNamesQueryVariables>;
export const PresetProblems = /*#__PURE__*/ gql`
    query PresetProblems {
  presets(first: 100) {
    edges {
      node {
        id
        problems {
          code
          message
          field
          accepted
        }
      }
    }
  }
}
    ` as unknown as DocumentNode<PresetProblemsQuery, PresetProblemsQueryVariables>;
export const InstalledLoras = /*#__PURE__*/ gql`
    query InstalledLoras {
  models {
    name
    loras {
      name
      problem {
        code
        message
      }
    }
  }
}
    ` as unknown as DocumentNode<InstalledLorasQuery, InstalledLorasQueryVariables>;
export const SetDefaultPlugin = /*#__PURE__*/ gql`
    mutation SetDefaultPlugin($kind: PluginKind!, $id: String!, $options: JSON) {
  setDefaultPlugin(kind: $kind, id: $id, options: $options) {
    __typename
    ... on SetDefaultPluginSuccess {
      plugin {
        kind
        id
        defaultOptions
      }
    }
    ...FailureFields
  }
}
    ${FailureFields}` as unknown as DocumentNode<SetDefaultPluginMutation, SetDefaultPluginMutationVariables>;
export const ClearDefaultPlugin = /*#__PURE__*/ gql`
    mutation ClearDefaultPlugin($kind: PluginKind!) {
  clearDefaultPlugin(kind: $kind) {
    __typename
    ... on ClearDefaultPluginSuccess {
      plugin {
        kind
        id
        defaultOptions
      }
    }
    ...FailureFields
  }
}
    ${FailureFields}` as unknown as DocumentNode<ClearDefaultPluginMutation, ClearDefaultPluginMutationVariables>;