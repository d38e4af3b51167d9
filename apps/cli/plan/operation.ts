import { graphql } from '../generated/gql.ts';

export const PlanMemory = graphql(/* GraphQL */ `
  query PlanMemory($input: StartGenerationInput!) {
    memoryForecast(input: $input) {
      __typename
      ... on MemoryForecastSuccess {
        forecast {
          mode
          model
          provider
          precision
          networkPrecision {
            role
            id
          }
          pastRuns
          budget {
            vramBytes
            ramBytes
          }
          chosen {
            strategy
            fits
            reason
            accepted
            estimatedSeconds
            peak {
              vram
              ram
            }
            plan {
              keptNetworks
              batchedCfg
              attentionChunk
              textEncoderOnCpu
              vaeTiling {
                tile
                overlap
              }
              blockSwap {
                blocksToSwap
                prefetchBlocks
              }
            }
            stages {
              stage
              forecast {
                vram
                ram
              }
              corrected {
                vram
                ram
              }
              split {
                weights {
                  vram
                  ram
                }
                activations {
                  vram
                  ram
                }
                tiles {
                  vram
                  ram
                }
                overhead {
                  vram
                  ram
                }
              }
            }
          }
          strategies {
            strategy
            fits
            reason
            estimatedSeconds
            peak {
              vram
              ram
            }
          }
          recommended {
            preset {
              name
            }
            reason
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

/** The forecasts that the runs of a generation were planned with, and what each process held. */
export const RunForecasts = graphql(/* GraphQL */ `
  query RunForecasts($id: ID!) {
    generation(id: $id) {
      runs {
        stages {
          stage
          processes {
            role
            peakBytes
          }
        }
        memory {
          stages {
            stage
            forecast {
              vram
              ram
            }
          }
        }
      }
    }
  }
`);
