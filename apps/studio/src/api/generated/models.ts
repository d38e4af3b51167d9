/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from './schema.ts';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
import { gql } from '@urql/core';
import { FailureFields } from './shared.ts';
export type ModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelsQuery = { models: Array<{ name: string, modes: Array<Types.GenerationMode>, problem: string | null, problemCode: Types.ErrorCode | null, networks: Array<{ role: Types.NetworkRole, plugin: string, file: string, bytes: number, parameters: number }>, files: Array<{ path: string, role: Types.NetworkRole | null, kind: Types.ModelFileKind, bytes: number, precisions: Array<{ dtype: string, bytes: number, scaled: boolean }>, problem: { code: Types.ErrorCode, message: string, accepted: string | null } | null }>, loras: Array<{ name: string, bytes: number, matched: number, targets: number, problem: { code: Types.ErrorCode, message: string } | null }> }> };

export type ModelWorkQueryVariables = Exact<{
  locale: string;
}>;


export type ModelWorkQuery = { modelJobs: Array<{ id: string, kind: Types.ModelJobKind, model: string, state: Types.ModelJobState, step: string, bytesDone: number, bytesTotal: number, secondsLeft: number | null, errorCode: Types.ErrorCode | null, errorMessage: string | null }>, pullableModels: Array<{ preset: string, title: string, bytes: number }> };

export type JobFieldsFragment = { id: string, kind: Types.ModelJobKind, model: string, state: Types.ModelJobState, step: string, bytesDone: number, bytesTotal: number, secondsLeft: number | null, errorCode: Types.ErrorCode | null, errorMessage: string | null };

export type PullModelMutationVariables = Exact<{
  preset: string;
}>;


export type PullModelMutation = { pullModel:
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'PullModelSuccess', job: { id: string, kind: Types.ModelJobKind, model: string, state: Types.ModelJobState, step: string, bytesDone: number, bytesTotal: number, secondsLeft: number | null, errorCode: Types.ErrorCode | null, errorMessage: string | null } }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type QuantizeModelMutationVariables = Exact<{
  name: string;
  precision: string;
  provider?: string | null | undefined;
}>;


export type QuantizeModelMutation = { quantizeModel:
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'QuantizeModelSuccess', job: { id: string, kind: Types.ModelJobKind, model: string, state: Types.ModelJobState, step: string, bytesDone: number, bytesTotal: number, secondsLeft: number | null, errorCode: Types.ErrorCode | null, errorMessage: string | null } }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type CancelModelJobMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelModelJobMutation = { cancelModelJob:
    | { __typename: 'CancelModelJobSuccess', job: { id: string, state: Types.ModelJobState } }
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export const JobFields = /*#__PURE__*/ gql`
    fragment JobFields on ModelJob {
  id
  kind
  model
  state
  step
  bytesDone
  bytesTotal
  secondsLeft
  errorCode
  errorMessage
}
    ` as unknown as DocumentNode<JobFieldsFragment, unknown>;
export const Models = /*#__PURE__*/ gql`
    query Models {
  models {
    name
    modes
    problem
    problemCode
    networks {
      role
      plugin
      file
      bytes
      parameters
    }
    files {
      path
      role
      kind
      bytes
      precisions {
        dtype
        bytes
        scaled
      }
      problem {
        code
        message
        accepted
      }
    }
    loras {
      name
      bytes
      matched
      targets
      problem {
        code
        message
      }
    }
  }
}
    ` as unknown as DocumentNode<ModelsQuery, ModelsQueryVariables>;
export const ModelWork = /*#__PURE__*/ gql`
    query ModelWork($locale: String!) {
  modelJobs {
    ...JobFields
  }
  pullableModels {
    preset
    title(locale: $locale)
    bytes
  }
}
    ${JobFields}` as unknown as DocumentNode<ModelWorkQuery, ModelWorkQueryVariables>;
export const PullModel = /*#__PURE__*/ gql`
    mutation PullModel($preset: String!) {
  pullModel(preset: $preset) {
    __typename
    ... on PullModelSuccess {
      job {
        ...JobFields
      }
    }
    ...FailureFields
  }
}
    ${JobFields}
${FailureFields}` as unknown as DocumentNode<PullModelMutation, PullModelMutationVariables>;
export const QuantizeModel = /*#__PURE__*/ gql`
    mutation QuantizeModel($name: String!, $precision: String!, $provider: String) {
  quantizeModel(name: $name, precision: $precision, provider: $provider) {
    __typename
    ... on QuantizeModelSuccess {
      job {
        ...JobFields
      }
    }
    ...FailureFields
  }
}
    ${JobFields}
${FailureFields}` as unknown as DocumentNode<QuantizeModelMutation, QuantizeModelMutationVariables>;
export const CancelModelJob = /*#__PURE__*/ gql`
    mutation CancelModelJob($id: ID!) {
  cancelModelJob(id: $id) {
    __typename
    ... on CancelModelJobSuccess {
      job {
        id
        state
      }
    }
    ...FailureFields
  }
}
    ${FailureFields}` as unknown as DocumentNode<CancelModelJobMutation, CancelModelJobMutationVariables>;