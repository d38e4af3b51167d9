import { graphql } from '../generated/gql.ts';

export const StrategyFields = graphql(/* GraphQL */ `
  fragment StrategyFields on StrategyForecast {
    strategy
    title
    fits
    reason(locale: $locale)
    accepted(locale: $locale)
    estimatedSeconds
    peak { ram vram }
  }
`);

export const StageMemoryFields = graphql(/* GraphQL */ `
  fragment StageMemoryFields on StageMemory {
    stage
    corrected { ram vram }
    split {
      weights { ram vram }
      activations { ram vram }
      tiles { ram vram }
      overhead { ram vram }
    }
  }
`);

export const PlanFields = graphql(/* GraphQL */ `
  fragment PlanFields on MemoryPlan {
    keptNetworks
    vaeTiling { tile overlap }
    blockSwap { blocksToSwap prefetchBlocks }
    batchedCfg
    attentionChunk
    textEncoderOnCpu
  }
`);

export const MemoryForecast = graphql(/* GraphQL */ `
  query MemoryForecast($input: StartGenerationInput!, $locale: String!) {
    memoryForecast(input: $input) {
      __typename
      ... on MemoryForecastSuccess {
        forecast {
          provider
          pastRuns
          budget { ramBytes vramBytes }
          recommended { reason(locale: $locale) preset { name title } }
          chosen { ...StrategyFields plan { ...PlanFields } stages { ...StageMemoryFields } }
          strategies { ...StrategyFields }
        }
      }
      ...FailureFields
    }
  }
`);
