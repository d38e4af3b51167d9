import { graphql } from '../generated/gql.ts';

/* What the forms are drawn from, in four queries: the presets are there at once, the others take a look at files. */

export const AllPresets = graphql(/* GraphQL */ `
  query AllPresets($locale: String!) {
    presets(first: 100) {
      edges { node { ...PresetFields } }
    }
  }
`);

export const AllPlugins = graphql(/* GraphQL */ `
  query AllPlugins($locale: String!) {
    plugins {
      kind
      id
      version
      title(locale: $locale)
      description(locale: $locale)
      package
      defaultOptions
      unavailable(locale: $locale)
      options { name type description(locale: $locale) unit default minimum maximum values }
    }
  }
`);

export const ModelNames = graphql(/* GraphQL */ `
  query ModelNames {
    models {
      name
      modes
      problem
      problemCode
      networks { role }
    }
  }
`);

export const PresetProblems = graphql(/* GraphQL */ `
  query PresetProblems {
    presets(first: 100) {
      edges {
        node {
          id
          problems { code message field accepted }
        }
      }
    }
  }
`);

export const InstalledLoras = graphql(/* GraphQL */ `
  query InstalledLoras {
    models {
      name
      loras { name problem { code message } }
    }
  }
`);

export const PresetFields = graphql(/* GraphQL */ `
  fragment PresetFields on Preset {
    id
    name
    title(locale: $locale)
    description(locale: $locale)
    builtIn
    version
    updatedAt
    settings { ...SettingsFields }
  }
`);

export const SetDefaultPlugin = graphql(/* GraphQL */ `
  mutation SetDefaultPlugin($kind: PluginKind!, $id: String!, $options: JSON) {
    setDefaultPlugin(kind: $kind, id: $id, options: $options) {
      __typename
      ... on SetDefaultPluginSuccess { plugin { kind id defaultOptions } }
      ...FailureFields
    }
  }
`);

export const ClearDefaultPlugin = graphql(/* GraphQL */ `
  mutation ClearDefaultPlugin($kind: PluginKind!) {
    clearDefaultPlugin(kind: $kind) {
      __typename
      ... on ClearDefaultPluginSuccess { plugin { kind id defaultOptions } }
      ...FailureFields
    }
  }
`);
