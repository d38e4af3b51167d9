import { graphql } from '../generated/gql.ts';

export const UploadAsset = graphql(/* GraphQL */ `
  mutation UploadAsset($file: File!) {
    uploadAsset(file: $file) {
      __typename
      ... on UploadAssetSuccess { asset { ...AssetFields } }
      ...FailureFields
    }
  }
`);

export const SettingsFromVideo = graphql(/* GraphQL */ `
  query SettingsFromVideo($asset: ID!) {
    settingsFromVideo(asset: $asset) {
      mode
      prompt
      negativePrompt
      seed
      preset
      settings { ...SettingsFields }
      image { ...AssetFields }
      video { ...AssetFields }
      audio { ...AssetFields }
      multiAudio
      speakers { box { x y width height } mask { ...AssetFields } audio { ...AssetFields } }
      prompts { at prompt }
      startLatents
      missing
    }
  }
`);

export const StartGeneration = graphql(/* GraphQL */ `
  mutation StartGeneration($input: StartGenerationInput!, $idempotencyKey: String) {
    startGeneration(input: $input, idempotencyKey: $idempotencyKey) {
      __typename
      ... on StartGenerationSuccess { generation { id state } }
      ...FailureFields
    }
  }
`);
