import { graphql } from '../generated/gql.ts';

export const GenerationPage = graphql(/* GraphQL */ `
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
      settings { ...SettingsFields }
      image { ...AssetFields }
      audio { ...AssetFields }
      output { ...AssetFields }
      video { ...AssetFields }
      multiAudio
      speakers { box { x y width height } mask { ...AssetFields } audio { ...AssetFields } }
      prompts { at prompt }
      startLatents
      runs { ...RunFields }
    }
  }
`);

export const GenerationDiff = graphql(/* GraphQL */ `
  query GenerationDiff($first: ID!, $second: ID!) {
    generationDiff(first: $first, second: $second) { path first second }
  }
`);

export const RunFields = graphql(/* GraphQL */ `
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
    rung { step samePicture changes { field from to } }
    memoryTimeline { intervalSeconds ramBytes deviceBytes }
    outOfMemory { forecastBytes requestedBytes network }
    memory {
      strategy
      reason(locale: $locale)
      budget { ramBytes vramBytes }
      stages { ...StageMemoryFields }
    }
    result {
      frames
      fps
      width
      height
      bytes
      extension
      mimeType
      lipSync { correlation openness widest }
    }
    stages {
      stage
      window
      cached
      seconds
      peakBytes
      bytes
      tensors { name dtype shape min max mean nanCount }
    }
  }
`);

export const CancelGeneration = graphql(/* GraphQL */ `
  mutation CancelGeneration($id: ID!) {
    cancelGeneration(id: $id) {
      __typename
      ... on CancelGenerationSuccess { generation { id state } }
      ...FailureFields
    }
  }
`);

export const PauseGeneration = graphql(/* GraphQL */ `
  mutation PauseGeneration($id: ID!) {
    pauseGeneration(id: $id) {
      __typename
      ... on PauseGenerationSuccess { generation { id state } }
      ...FailureFields
    }
  }
`);

export const ResumeGeneration = graphql(/* GraphQL */ `
  mutation ResumeGeneration($id: ID!) {
    resumeGeneration(id: $id) {
      __typename
      ... on ResumeGenerationSuccess { generation { id state } }
      ...FailureFields
    }
  }
`);

export const RetryGeneration = graphql(/* GraphQL */ `
  mutation RetryGeneration($id: ID!) {
    retryGeneration(id: $id) {
      __typename
      ... on RetryGenerationSuccess { generation { id state } }
      ...FailureFields
    }
  }
`);

export const DeleteGeneration = graphql(/* GraphQL */ `
  mutation DeleteGeneration($id: ID!) {
    deleteGeneration(id: $id) {
      __typename
      ... on DeleteGenerationSuccess { generation { id } }
      ...FailureFields
    }
  }
`);
