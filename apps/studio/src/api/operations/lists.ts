import { graphql } from '../generated/gql.ts';

export const GenerationRow = graphql(/* GraphQL */ `
  fragment GenerationRow on Generation {
    id
    state
    mode
    prompt
    preset
    createdAt
    seed
    settings { width height steps scheduler { id } }
    image { id thumbnail }
    output { id kind thumbnail url mimeType seconds }
  }
`);

export const History = graphql(/* GraphQL */ `
  query History($filter: GenerationFilter, $first: Int!, $after: String) {
    generations(filter: $filter, first: $first, after: $after) {
      edges { node { ...GenerationRow } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const Devices = graphql(/* GraphQL */ `
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
`);
