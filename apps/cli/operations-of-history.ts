import { graphql } from './generated/gql.ts';

export const GenerationSettingsFragment = graphql(/* GraphQL */ `
  fragment GenerationSettingsFields on GenerationSettings {
    __typename
    model
    width
    height
    frameWindowSize
    motionFrames
    maxFrames
    fps
    steps
    shift
    cfg
    audioCfg
    scheduler {
      id
      options
    }
    guidance {
      id
      options
    }
    stepCache {
      id
      options
    }
    memory {
      id
      options
      tiledVae
      forceOffload
      batchedCfg
    }
    provider {
      id
      options
    }
    precision {
      id
      options
    }
    networkPrecision {
      role
      id
      options
    }
    output {
      id
      options
    }
    sigmas
    startStep
    endStep
    denoiseStrength
    addNoiseToSamples
    ropeFunction
    riflexFreqIndex
    colorCorrection {
      method
      strength
    }
    loras {
      name
      strength
      blocks {
        first
        last
        strength
      }
      merge
    }
  }
`);

export const Latest = graphql(/* GraphQL */ `
  query Latest {
    generations(first: 1) {
      edges {
        node {
          id
        }
      }
    }
  }
`);

export const History = graphql(/* GraphQL */ `
  query History($first: Int!, $filter: GenerationFilter) {
    generations(first: $first, filter: $filter) {
      edges {
        node {
          id
          state
          createdAt
          preset
          prompt
          seed
          runs {
            attempt
            state
            reason
            errorCode
          }
        }
      }
    }
  }
`);

export const GenerationDetails = graphql(/* GraphQL */ `
  query GenerationDetails($id: ID!) {
    generation(id: $id) {
      id
      state
      mode
      preset
      prompt
      prompts {
        at
        prompt
      }
      negativePrompt
      seed
      createdAt
      image {
        id
        filename
      }
      video {
        id
        filename
      }
      audio {
        id
        filename
      }
      startLatents
      multiAudio
      speakers {
        audio {
          filename
        }
        box {
          x
          y
          width
          height
        }
        mask {
          filename
        }
      }
      settings {
        ...GenerationSettingsFields
      }
      output {
        url
        mimeType
        bytes
      }
      runs {
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
        result {
          frames
          fps
          width
          height
          extension
          lipSync {
            correlation
            openness
          }
        }
        stages {
          stage
          window
          cached
          seconds
          peakBytes
        }
      }
    }
  }
`);

export const GenerationDiff = graphql(/* GraphQL */ `
  query GenerationDiff($first: ID!, $second: ID!) {
    generationDiff(first: $first, second: $second) {
      path
      first
      second
    }
  }
`);

export const RerunGeneration = graphql(/* GraphQL */ `
  mutation RerunGeneration($id: ID!, $changes: RerunChangesInput) {
    rerunGeneration(id: $id, changes: $changes) {
      __typename
      ... on RerunGenerationSuccess {
        generation {
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

export const Presets = graphql(/* GraphQL */ `
  query Presets {
    presets(first: 100) {
      edges {
        node {
          name
          title
          description
          builtIn
          version
          settings {
            ...GenerationSettingsFields
          }
          problems {
            code
            message
            field
            accepted
          }
        }
      }
    }
  }
`);
