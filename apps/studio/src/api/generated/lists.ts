/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from './schema.ts';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
import { gql } from '@urql/core';
export type GenerationRowFragment = { id: string, state: Types.GenerationState, mode: Types.GenerationMode, prompt: string, preset: string, createdAt: string, seed: number, settings: { width: number, height: number, steps: number, scheduler: { id: string } }, image: { id: string, thumbnail: string | null } | null, output: { id: string, kind: Types.AssetKind, thumbnail: string | null, url: string, mimeType: string, seconds: number | null } | null };

export type HistoryQueryVariables = Exact<{
  filter?: Types.GenerationFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type HistoryQuery = { generations: { edges: Array<{ node: { id: string, state: Types.GenerationState, mode: Types.GenerationMode, prompt: string, preset: string, createdAt: string, seed: number, settings: { width: number, height: number, steps: number, scheduler: { id: string } }, image: { id: string, thumbnail: string | null } | null, output: { id: string, kind: Types.AssetKind, thumbnail: string | null, url: string, mimeType: string, seconds: number | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DevicesQueryVariables = Exact<{ [key: string]: never; }>;


export type DevicesQuery = { devices: Array<{ id: string, title: string, provider: string, threads: number, memoryBytes: number | null, worker: Types.WorkerState }> };

export const GenerationRow = /*#__PURE__*/ gql`
    fragment GenerationRow on Generation {
  id
  state
  mode
  prompt
  preset
  createdAt
  seed
  settings {
    width
    height
    steps
    scheduler {
      id
    }
  }
  image {
    id
    thumbnail
  }
  output {
    id
    kind
    thumbnail
    url
    mimeType
    seconds
  }
}
    ` as unknown as DocumentNode<GenerationRowFragment, unknown>;
export const History = /*#__PURE__*/ gql`
    query History($filter: GenerationFilter, $first: Int!, $after: String) {
  generations(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        ...GenerationRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    ${GenerationRow}` as unknown as DocumentNode<HistoryQuery, HistoryQueryVariables>;
export const Devices = /*#__PURE__*/ gql`
    query Devices {
  devices {
    id
    title
    provider
    threads
    memoryBytes
    worker
  }
}
    ` as unknown as DocumentNode<DevicesQuery, DevicesQueryVariables>;