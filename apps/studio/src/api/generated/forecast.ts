/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from './schema.ts';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
import { gql } from '@urql/core';
import { FailureFields } from './shared.ts';
export type StrategyFieldsFragment = { strategy: string, title: string, fits: boolean, reason: string, accepted: string | null, estimatedSeconds: number | null, peak: { ram: number, vram: number } };

export type StageMemoryFieldsFragment = { stage: string, corrected: { ram: number, vram: number }, split: { weights: { ram: number, vram: number }, activations: { ram: number, vram: number }, tiles: { ram: number, vram: number }, overhead: { ram: number, vram: number } } };

export type PlanFieldsFragment = { keptNetworks: Array<string>, batchedCfg: boolean, attentionChunk: number | null, textEncoderOnCpu: boolean, vaeTiling: { tile: number, overlap: number } | null, blockSwap: { blocksToSwap: number, prefetchBlocks: number } | null };

export type MemoryForecastQueryVariables = Exact<{
  input: Types.StartGenerationInput;
  locale: string;
}>;


export type MemoryForecastQuery = { memoryForecast:
    | { __typename: 'ConflictError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'MemoryForecastSuccess', forecast: { provider: string, pastRuns: number, budget: { ramBytes: number | null, vramBytes: number | null }, recommended: { reason: string, preset: { name: string, title: string } | null }, chosen: { strategy: string, title: string, fits: boolean, reason: string, accepted: string | null, estimatedSeconds: number | null, plan: { keptNetworks: Array<string>, batchedCfg: boolean, attentionChunk: number | null, textEncoderOnCpu: boolean, vaeTiling: { tile: number, overlap: number } | null, blockSwap: { blocksToSwap: number, prefetchBlocks: number } | null } | null, stages: Array<{ stage: string, corrected: { ram: number, vram: number }, split: { weights: { ram: number, vram: number }, activations: { ram: number, vram: number }, tiles: { ram: number, vram: number }, overhead: { ram: number, vram: number } } }>, peak: { ram: number, vram: number } }, strategies: Array<{ strategy: string, title: string, fits: boolean, reason: string, accepted: string | null, estimatedSeconds: number | null, peak: { ram: number, vram: number } }> } }
    | { __typename: 'NotFoundError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: Types.ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export const StrategyFields = /*#__PURE__*/ gql`
    fragment StrategyFields on StrategyForecast {
  strategy
  title
  fits
  reason(locale: $locale)
  accepted(locale: $locale)
  estimatedSeconds
  peak {
    ram
    vram
  }
}
    ` as unknown as DocumentNode<StrategyFieldsFragment, unknown>;
export const StageMemoryFields = /*#__PURE__*/ gql`
    fragment StageMemoryFields on StageMemory {
  stage
  corrected {
    ram
    vram
  }
  split {
    weights {
      ram
      vram
    }
    activations {
      ram
      vram
    }
    tiles {
      ram
      vram
    }
    overhead {
      ram
      vram
    }
  }
}
    ` as unknown as DocumentNode<StageMemoryFieldsFragment, unknown>;
export const PlanFields = /*#__PURE__*/ gql`
    fragment PlanFields on MemoryPlan {
  keptNetworks
  vaeTiling {
    tile
    overlap
  }
  blockSwap {
    blocksToSwap
    prefetchBlocks
  }
  batchedCfg
  attentionChunk
  textEncoderOnCpu
}
    ` as unknown as DocumentNode<PlanFieldsFragment, unknown>;
export const MemoryForecast = /*#__PURE__*/ gql`
    query MemoryForecast($input: StartGenerationInput!, $locale: String!) {
  memoryForecast(input: $input) {
    __typename
    ... on MemoryForecastSuccess {
      forecast {
        provider
        pastRuns
        budget {
          ramBytes
          vramBytes
        }
        recommended {
          reason(locale: $locale)
          preset {
            name
            title
          }
        }
        chosen {
          ...StrategyFields
          plan {
            ...PlanFields
          }
          stages {
            ...StageMemoryFields
          }
        }
        strategies {
          ...StrategyFields
        }
      }
    }
    ...FailureFields
  }
}
    ${StrategyFields}
${PlanFields}
${StageMemoryFields}
${FailureFields}` as unknown as DocumentNode<MemoryForecastQuery, MemoryForecastQueryVariables>;