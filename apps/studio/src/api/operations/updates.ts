import { graphql } from '../generated/gql.ts';

export const Updates = graphql(/* GraphQL */ `
  subscription Updates($locale: String!, $queue: Boolean!, $generations: [FollowedGeneration!]!, $modelJobs: [ID!]!) {
    updates(queue: $queue, generations: $generations, modelJobs: $modelJobs) {
      __typename
      ... on Queue { ...QueueFields }
      ... on ModelJob { ...JobFields }
      ... on GenerationUpdate {
        generation
        event { ...EventFields }
      }
    }
  }
`);

export const QueueFields = graphql(/* GraphQL */ `
  fragment QueueFields on Queue {
    running { ...GenerationRow }
    waiting(first: 50) { ...GenerationRow }
    waitingCount
  }
`);

export const EventFields = graphql(/* GraphQL */ `
  fragment EventFields on GenerationEvent {
    __typename
    seq
    at
    ... on StateChanged { state }
    ... on RunStarted { runId attempt reason }
    ... on StageStarted { stage window windows }
    ... on StageFinished { stage window cached seconds peakBytes }
    ... on StepProgress { window windows step steps secondsPerStep secondsLeft }
    ... on WindowFinished { window windows frames drift lipSync seam }
    ... on Log { level message(locale: $locale) }
    ... on MemoryPlanned { strategy planReason forecastPeak { ram vram } }
    ... on Preview { url window step steps }
    ... on RunFailed { code message field accepted failedStage }
    ... on RunFinished { seconds peakBytes frames }
  }
`);
