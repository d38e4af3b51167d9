import { graphql } from './generated/gql.ts';

export const UploadAsset = graphql(/* GraphQL */ `
  mutation UploadAsset($file: File!) {
    uploadAsset(file: $file) {
      __typename
      ... on UploadAssetSuccess {
        asset {
          id
          kind
        }
      }
      ... on Error {
        code
        message
        field
        accepted
      }
    }
  }
`);

export const StartGeneration = graphql(/* GraphQL */ `
  mutation StartGeneration($input: StartGenerationInput!, $idempotencyKey: String) {
    startGeneration(input: $input, idempotencyKey: $idempotencyKey) {
      __typename
      ... on StartGenerationSuccess {
        generation {
          id
          seed
          settings {
            steps
          }
        }
      }
      ... on Error {
        code
        message
        field
        accepted
      }
    }
  }
`);

export const CancelGeneration = graphql(/* GraphQL */ `
  mutation CancelGeneration($id: ID!) {
    cancelGeneration(id: $id) {
      __typename
      ... on Error {
        code
        message
        field
        accepted
      }
    }
  }
`);

export const RetryGeneration = graphql(/* GraphQL */ `
  mutation RetryGeneration($id: ID!) {
    retryGeneration(id: $id) {
      __typename
      ... on Error {
        code
        message
        field
        accepted
      }
    }
  }
`);

export const PauseGeneration = graphql(/* GraphQL */ `
  mutation PauseGeneration($id: ID!) {
    pauseGeneration(id: $id) {
      __typename
      ... on Error {
        code
        message
        field
        accepted
      }
    }
  }
`);

export const ResumeGeneration = graphql(/* GraphQL */ `
  mutation ResumeGeneration($id: ID!) {
    resumeGeneration(id: $id) {
      __typename
      ... on Error {
        code
        message
        field
        accepted
      }
    }
  }
`);

export const GenerationEvents = graphql(/* GraphQL */ `
  subscription GenerationEvents($id: ID!, $after: Int) {
    generationEvents(id: $id, after: $after) {
      __typename
      seq
      at
      ... on StateChanged {
        state
      }
      ... on RunStarted {
        attempt
        reason
        rung {
          step
          changes {
            field
            from
            to
          }
        }
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
      }
      ... on StepProgress {
        window
        windows
        step
        steps
        secondsPerStep
        secondsLeft
      }
      ... on Preview {
        window
        windows
        step
        steps
        url
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
        message
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
  }
`);

export const GenerationResult = graphql(/* GraphQL */ `
  query GenerationResult($id: ID!) {
    generation(id: $id) {
      id
      state
      seed
      settings {
        steps
      }
      output {
        url
        mimeType
        bytes
      }
      runs {
        attempt
        state
        startedAt
        finishedAt
        peakBytes
        errorCode
        errorMessage
        result {
          frames
          fps
          width
          height
          extension
          lipSync {
            correlation
            openness
          }
        }
        stages {
          stage
          window
          cached
          seconds
          peakBytes
        }
      }
    }
  }
`);

export const Ping = graphql(/* GraphQL */ `
  query Ping {
    __typename
  }
`);
