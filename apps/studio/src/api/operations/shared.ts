import { graphql } from '../generated/gql.ts';

/** The fields of every typed error. */
export const FailureFields = graphql(/* GraphQL */ `
  fragment FailureFields on Error {
    code
    message
    field
    accepted
  }
`);

export const AssetFields = graphql(/* GraphQL */ `
  fragment AssetFields on Asset {
    id
    kind
    url
    thumbnail
    mimeType
    filename
    bytes
    width
    height
    seconds
  }
`);

export const SettingsFields = graphql(/* GraphQL */ `
  fragment SettingsFields on GenerationSettings {
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
    scheduler { id version options }
    guidance { id version options }
    stepCache { id version options }
    memory { id version options tiledVae forceOffload batchedCfg }
    memoryBudget { ramBytes vramBytes }
    startStep
    endStep
    denoiseStrength
    addNoiseToSamples
    sigmas
    riflexFreqIndex
    ropeFunction
    colorCorrection { method strength }
    oomPolicy
    loras { name strength merge blocks { first last strength } }
    provider { id version options }
    precision { id version options }
    networkPrecision { role id version options }
    output { id version options }
  }
`);
