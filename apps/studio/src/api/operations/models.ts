import { graphql } from '../generated/gql.ts';

export const Models = graphql(/* GraphQL */ `
  query Models {
    models {
      name
      modes
      problem
      problemCode
      networks { role plugin file bytes parameters }
      files {
        path
        role
        kind
        bytes
        precisions { dtype bytes scaled }
        problem { code message accepted }
      }
      loras { name bytes matched targets problem { code message } }
    }
  }
`);

export const ModelWork = graphql(/* GraphQL */ `
  query ModelWork($locale: String!) {
    modelJobs { ...JobFields }
    pullableModels { preset title(locale: $locale) bytes }
  }
`);

export const JobFields = graphql(/* GraphQL */ `
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
`);

export const PullModel = graphql(/* GraphQL */ `
  mutation PullModel($preset: String!) {
    pullModel(preset: $preset) {
      __typename
      ... on PullModelSuccess { job { ...JobFields } }
      ...FailureFields
    }
  }
`);

export const QuantizeModel = graphql(/* GraphQL */ `
  mutation QuantizeModel($name: String!, $precision: String!, $provider: String) {
    quantizeModel(name: $name, precision: $precision, provider: $provider) {
      __typename
      ... on QuantizeModelSuccess { job { ...JobFields } }
      ...FailureFields
    }
  }
`);

export const CancelModelJob = graphql(/* GraphQL */ `
  mutation CancelModelJob($id: ID!) {
    cancelModelJob(id: $id) {
      __typename
      ... on CancelModelJobSuccess { job { id state } }
      ...FailureFields
    }
  }
`);
