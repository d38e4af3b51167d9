import { graphql } from '../generated/gql.ts';

export const CreatePreset = graphql(/* GraphQL */ `
  mutation CreatePreset($input: CreatePresetInput!) {
    createPreset(input: $input) {
      __typename
      ... on CreatePresetSuccess { preset { id } }
      ...FailureFields
    }
  }
`);

export const UpdatePreset = graphql(/* GraphQL */ `
  mutation UpdatePreset($id: ID!, $input: UpdatePresetInput!) {
    updatePreset(id: $id, input: $input) {
      __typename
      ... on UpdatePresetSuccess { preset { id } }
      ...FailureFields
    }
  }
`);

export const ImportComfyWorkflow = graphql(/* GraphQL */ `
  mutation ImportComfyWorkflow($locale: String!, $json: JSON!, $presetName: String, $basedOn: String) {
    importComfyWorkflow(json: $json, presetName: $presetName, basedOn: $basedOn) {
      __typename
      ... on ImportComfyWorkflowSuccess {
        import {
          format
          preset { id }
          report { node nodeType argument field outcome note(locale: $locale) value }
        }
      }
      ...FailureFields
    }
  }
`);

export const DeletePreset = graphql(/* GraphQL */ `
  mutation DeletePreset($id: ID!) {
    deletePreset(id: $id) {
      __typename
      ... on DeletePresetSuccess { preset { id } }
      ...FailureFields
    }
  }
`);
