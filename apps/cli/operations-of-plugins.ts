import { graphql } from './generated/gql.ts';

export const Plugins = graphql(/* GraphQL */ `
  query Plugins($kind: PluginKind) {
    plugins(kind: $kind) {
      kind
      id
      version
      title
      description
      package
      isDefault
      defaultOptions
      unavailable
      options {
        name
        type
        default
        unit
        minimum
        maximum
        values
        description
      }
    }
  }
`);

export const SetDefaultPlugin = graphql(/* GraphQL */ `
  mutation SetDefaultPlugin($kind: PluginKind!, $id: String!) {
    setDefaultPlugin(kind: $kind, id: $id) {
      __typename
      ... on SetDefaultPluginSuccess {
        plugin {
          id
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

export const ClearDefaultPlugin = graphql(/* GraphQL */ `
  mutation ClearDefaultPlugin($kind: PluginKind!) {
    clearDefaultPlugin(kind: $kind) {
      __typename
      ... on ClearDefaultPluginSuccess {
        plugin {
          id
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
