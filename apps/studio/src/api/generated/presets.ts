/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from './schema.ts';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
import { gql } from '@urql/core';
import { FailureFields } from './shared.ts';
export type CreatePresetMutationVariables = Exact<{
  input: Types.CreatePresetInput;
}>;


export type CreatePresetMutation = { createPreset:
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'CreatePresetSuccess', preset: { id: string } }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type UpdatePresetMutationVariables = Exact<{
  id: string | number;
  input: Types.UpdatePresetInput;
}>;


export type UpdatePresetMutation = { updatePreset:
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UpdatePresetSuccess', preset: { id: string } }
   };

export type ImportComfyWorkflowMutationVariables = Exact<{
  locale: string;
  json: unknown;
  presetName?: string | null | undefined;
  basedOn?: string | null | undefined;
}>;


export type ImportComfyWorkflowMutation = { importComfyWorkflow:
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'ImportComfyWorkflowSuccess', import: { format: string, preset: { id: string } | null, report: Array<{ node: string, nodeType: string, argument: string | null, field: string | null, outcome: Types.ImportOutcome, note: string | null, value: unknown }> } }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type DeletePresetMutationVariables = Exact<{
  id: string | number;
}>;


export type DeletePresetMutation = { deletePreset:
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'DeletePresetSuccess', preset: { id: string } }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
   };


export const CreatePreset = /*#__PURE__*/ gql`
    mutation CreatePreset($input: CreatePresetInput!) {
  createPreset(input: $input) {
    __typename
    ... on CreatePresetSuccess {
      preset {
        id
      }
    }
    ...FailureFields
  }
}
    ${FailureFields}` as unknown as DocumentNode<CreatePresetMutation, CreatePresetMutationVariables>;
export const UpdatePreset = /*#__PURE__*/ gql`
    mutation UpdatePreset($id: ID!, $input: UpdatePresetInput!) {
  updatePreset(id: $id, input: $input) {
    __typename
    ... on UpdatePresetSuccess {
      preset {
        id
      }
    }
    ...FailureFields
  }
}
    ${FailureFields}` as unknown as DocumentNode<UpdatePresetMutation, UpdatePresetMutationVariables>;
export const ImportComfyWorkflow = /*#__PURE__*/ gql`
    mutation ImportComfyWorkflow($locale: String!, $json: JSON!, $presetName: String, $basedOn: String) {
  importComfyWorkflow(json: $json, presetName: $presetName, basedOn: $basedOn) {
    __typename
    ... on ImportComfyWorkflowSuccess {
      import {
        format
        preset {
          id
        }
        report {
          node
          nodeType
          argument
          field
          outcome
          note(locale: $locale)
          value
        }
      }
    }
    ...FailureFields
  }
}
    ${FailureFields}` as unknown as DocumentNode<ImportComfyWorkflowMutation, ImportComfyWorkflowMutationVariables>;
export const DeletePreset = /*#__PURE__*/ gql`
    mutation DeletePreset($id: ID!) {
  deletePreset(id: $id) {
    __typename
    ... on DeletePresetSuccess {
      preset {
        id
      }
    }
    ...FailureFields
  }
}
    ${FailureFields}` as unknown as DocumentNode<DeletePresetMutation, DeletePresetMutationVariables>;