/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query AllPresets($locale: String!) {\n    presets(first: 100) {\n      edges { node { ...PresetFields } }\n    }\n  }\n": typeof types.AllPresetsDocument,
    "\n  query AllPlugins($locale: String!) {\n    plugins {\n      kind\n      id\n      version\n      title(locale: $locale)\n      description(locale: $locale)\n      package\n      isDefault\n      unavailable\n      options { name type description(locale: $locale) unit default minimum maximum values }\n    }\n  }\n": typeof types.AllPluginsDocument,
    "\n  query ModelNames {\n    models {\n      name\n      modes\n      problem\n      networks { role }\n    }\n  }\n": typeof types.ModelNamesDocument,
    "\n  query InstalledLoras {\n    models {\n      name\n      loras { name problem { message } }\n    }\n  }\n": typeof types.InstalledLorasDocument,
    "\n  fragment PresetFields on Preset {\n    id\n    name\n    title(locale: $locale)\n    description(locale: $locale)\n    builtIn\n    version\n    updatedAt\n    settings { ...SettingsFields }\n  }\n": typeof types.PresetFieldsFragmentDoc,
    "\n  mutation SetDefaultPlugin($kind: PluginKind!, $id: String!, $options: JSON) {\n    setDefaultPlugin(kind: $kind, id: $id, options: $options) {\n      __typename\n      ... on SetDefaultPluginSuccess { plugin { kind id isDefault } }\n      ...FailureFields\n    }\n  }\n": typeof types.SetDefaultPluginDocument,
    "\n  fragment StrategyFields on StrategyForecast {\n    strategy\n    title\n    fits\n    reason\n    accepted\n    estimatedSeconds\n    peak { ram vram }\n  }\n": typeof types.StrategyFieldsFragmentDoc,
    "\n  fragment StageMemoryFields on StageMemory {\n    stage\n    corrected { ram vram }\n    split {\n      weights { ram vram }\n      activations { ram vram }\n      tiles { ram vram }\n      overhead { ram vram }\n    }\n  }\n": typeof types.StageMemoryFieldsFragmentDoc,
    "\n  fragment PlanFields on MemoryPlan {\n    keptNetworks\n    vaeTiling { tile overlap }\n    blockSwap { blocksToSwap prefetchBlocks }\n    batchedCfg\n    attentionChunk\n    textEncoderOnCpu\n  }\n": typeof types.PlanFieldsFragmentDoc,
    "\n  query MemoryForecast($input: StartGenerationInput!) {\n    memoryForecast(input: $input) {\n      __typename\n      ... on MemoryForecastSuccess {\n        forecast {\n          provider\n          pastRuns\n          budget { ramBytes vramBytes }\n          recommended { reason preset { name title } }\n          chosen { ...StrategyFields plan { ...PlanFields } stages { ...StageMemoryFields } }\n          strategies { ...StrategyFields }\n        }\n      }\n      ...FailureFields\n    }\n  }\n": typeof types.MemoryForecastDocument,
    "\n  query GenerationPage($id: ID!) {\n    generation(id: $id) {\n      id\n      state\n      lastEvent\n      mode\n      prompt\n      negativePrompt\n      seed\n      preset\n      specHash\n      createdAt\n      settings { ...SettingsFields }\n      image { ...AssetFields }\n      audio { ...AssetFields }\n      output { ...AssetFields }\n      video { ...AssetFields }\n      multiAudio\n      speakers { box { x y width height } mask { ...AssetFields } audio { ...AssetFields } }\n      prompts { at prompt }\n      startLatents\n      runs { ...RunFields }\n    }\n  }\n": typeof types.GenerationPageDocument,
    "\n  query GenerationDiff($first: ID!, $second: ID!) {\n    generationDiff(first: $first, second: $second) { path first second }\n  }\n": typeof types.GenerationDiffDocument,
    "\n  fragment RunFields on Run {\n    id\n    attempt\n    reason\n    state\n    startedAt\n    finishedAt\n    peakBytes\n    errorCode\n    errorMessage\n    rung { step samePicture changes { field from to } }\n    memoryTimeline { intervalSeconds ramBytes deviceBytes }\n    outOfMemory { forecastBytes requestedBytes network }\n    memory {\n      strategy\n      reason\n      budget { ramBytes vramBytes }\n      stages { ...StageMemoryFields }\n    }\n    result {\n      frames\n      fps\n      width\n      height\n      bytes\n      extension\n      mimeType\n      lipSync { correlation openness widest }\n    }\n    stages {\n      stage\n      window\n      cached\n      seconds\n      peakBytes\n      bytes\n      tensors { name dtype shape min max mean nanCount }\n    }\n  }\n": typeof types.RunFieldsFragmentDoc,
    "\n  mutation CancelGeneration($id: ID!) {\n    cancelGeneration(id: $id) {\n      __typename\n      ... on CancelGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n": typeof types.CancelGenerationDocument,
    "\n  mutation PauseGeneration($id: ID!) {\n    pauseGeneration(id: $id) {\n      __typename\n      ... on PauseGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n": typeof types.PauseGenerationDocument,
    "\n  mutation ResumeGeneration($id: ID!) {\n    resumeGeneration(id: $id) {\n      __typename\n      ... on ResumeGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n": typeof types.ResumeGenerationDocument,
    "\n  mutation RetryGeneration($id: ID!) {\n    retryGeneration(id: $id) {\n      __typename\n      ... on RetryGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n": typeof types.RetryGenerationDocument,
    "\n  mutation DeleteGeneration($id: ID!) {\n    deleteGeneration(id: $id) {\n      __typename\n      ... on DeleteGenerationSuccess { generation { id } }\n      ...FailureFields\n    }\n  }\n": typeof types.DeleteGenerationDocument,
    "\n  fragment GenerationRow on Generation {\n    id\n    state\n    mode\n    prompt\n    preset\n    createdAt\n    seed\n    settings { width height steps scheduler { id } }\n    image { id thumbnail }\n    output { id kind thumbnail url mimeType seconds }\n  }\n": typeof types.GenerationRowFragmentDoc,
    "\n  query History($filter: GenerationFilter, $first: Int!, $after: String) {\n    generations(filter: $filter, first: $first, after: $after) {\n      edges { node { ...GenerationRow } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.HistoryDocument,
    "\n  query Devices {\n    devices {\n      id\n      title\n      provider\n      threads\n      memoryBytes\n      worker\n    }\n  }\n": typeof types.DevicesDocument,
    "\n  mutation UploadAsset($file: File!) {\n    uploadAsset(file: $file) {\n      __typename\n      ... on UploadAssetSuccess { asset { ...AssetFields } }\n      ...FailureFields\n    }\n  }\n": typeof types.UploadAssetDocument,
    "\n  query SettingsFromVideo($asset: ID!) {\n    settingsFromVideo(asset: $asset) {\n      mode\n      prompt\n      negativePrompt\n      seed\n      preset\n      settings { ...SettingsFields }\n      image { ...AssetFields }\n      video { ...AssetFields }\n      audio { ...AssetFields }\n      multiAudio\n      speakers { box { x y width height } mask { ...AssetFields } audio { ...AssetFields } }\n      prompts { at prompt }\n      startLatents\n      missing\n    }\n  }\n": typeof types.SettingsFromVideoDocument,
    "\n  mutation StartGeneration($input: StartGenerationInput!, $idempotencyKey: String) {\n    startGeneration(input: $input, idempotencyKey: $idempotencyKey) {\n      __typename\n      ... on StartGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n": typeof types.StartGenerationDocument,
    "\n  query Models {\n    models {\n      name\n      modes\n      problem\n      networks { role plugin file bytes parameters }\n      files {\n        path\n        role\n        use\n        kind\n        bytes\n        precisions { dtype bytes scaled }\n        problem { code message accepted }\n      }\n      loras { name bytes matched targets problem { message } }\n    }\n  }\n": typeof types.ModelsDocument,
    "\n  query ModelWork($locale: String!) {\n    modelJobs { ...JobFields }\n    pullableModels { preset title(locale: $locale) bytes }\n  }\n": typeof types.ModelWorkDocument,
    "\n  fragment JobFields on ModelJob {\n    id\n    kind\n    model\n    state\n    step\n    bytesDone\n    bytesTotal\n    secondsLeft\n    errorCode\n    errorMessage\n  }\n": typeof types.JobFieldsFragmentDoc,
    "\n  mutation PullModel($preset: String!) {\n    pullModel(preset: $preset) {\n      __typename\n      ... on PullModelSuccess { job { ...JobFields } }\n      ...FailureFields\n    }\n  }\n": typeof types.PullModelDocument,
    "\n  mutation QuantizeModel($name: String!, $precision: String!, $provider: String) {\n    quantizeModel(name: $name, precision: $precision, provider: $provider) {\n      __typename\n      ... on QuantizeModelSuccess { job { ...JobFields } }\n      ...FailureFields\n    }\n  }\n": typeof types.QuantizeModelDocument,
    "\n  mutation CancelModelJob($id: ID!) {\n    cancelModelJob(id: $id) {\n      __typename\n      ... on CancelModelJobSuccess { job { id state } }\n      ...FailureFields\n    }\n  }\n": typeof types.CancelModelJobDocument,
    "\n  mutation CreatePreset($input: CreatePresetInput!) {\n    createPreset(input: $input) {\n      __typename\n      ... on CreatePresetSuccess { preset { id } }\n      ...FailureFields\n    }\n  }\n": typeof types.CreatePresetDocument,
    "\n  mutation UpdatePreset($id: ID!, $input: UpdatePresetInput!) {\n    updatePreset(id: $id, input: $input) {\n      __typename\n      ... on UpdatePresetSuccess { preset { id } }\n      ...FailureFields\n    }\n  }\n": typeof types.UpdatePresetDocument,
    "\n  mutation ImportComfyWorkflow($json: JSON!, $presetName: String, $basedOn: String) {\n    importComfyWorkflow(json: $json, presetName: $presetName, basedOn: $basedOn) {\n      __typename\n      ... on ImportComfyWorkflowSuccess {\n        import {\n          format\n          preset { id }\n          report { node nodeType argument field outcome note value }\n        }\n      }\n      ...FailureFields\n    }\n  }\n": typeof types.ImportComfyWorkflowDocument,
    "\n  mutation DeletePreset($id: ID!) {\n    deletePreset(id: $id) {\n      __typename\n      ... on DeletePresetSuccess { preset { id } }\n      ...FailureFields\n    }\n  }\n": typeof types.DeletePresetDocument,
    "\n  fragment FailureFields on Error {\n    code\n    message\n    field\n    accepted\n  }\n": typeof types.FailureFieldsFragmentDoc,
    "\n  fragment AssetFields on Asset {\n    id\n    kind\n    url\n    thumbnail\n    mimeType\n    filename\n    bytes\n    width\n    height\n    seconds\n  }\n": typeof types.AssetFieldsFragmentDoc,
    "\n  fragment SettingsFields on GenerationSettings {\n    model\n    width\n    height\n    frameWindowSize\n    motionFrames\n    maxFrames\n    fps\n    steps\n    shift\n    cfg\n    audioCfg\n    scheduler { id version options }\n    guidance { id version options }\n    stepCache { id version options }\n    memory { id version options tiledVae forceOffload batchedCfg }\n    memoryBudget { ramBytes vramBytes }\n    startStep\n    endStep\n    denoiseStrength\n    addNoiseToSamples\n    sigmas\n    riflexFreqIndex\n    ropeFunction\n    colorCorrection { method strength }\n    oomPolicy\n    loras { name strength merge blocks { first last strength } }\n    provider { id version options }\n    precision { id version options }\n    networkPrecision { role id version options }\n    output { id version options }\n  }\n": typeof types.SettingsFieldsFragmentDoc,
    "\n  subscription Updates($queue: Boolean!, $generations: [FollowedGeneration!]!, $modelJobs: [ID!]!) {\n    updates(queue: $queue, generations: $generations, modelJobs: $modelJobs) {\n      __typename\n      ... on Queue { ...QueueFields }\n      ... on ModelJob { ...JobFields }\n      ... on GenerationUpdate {\n        generation\n        event { ...EventFields }\n      }\n    }\n  }\n": typeof types.UpdatesDocument,
    "\n  fragment QueueFields on Queue {\n    running { ...GenerationRow }\n    waiting(first: 50) { ...GenerationRow }\n    waitingCount\n  }\n": typeof types.QueueFieldsFragmentDoc,
    "\n  fragment EventFields on GenerationEvent {\n    __typename\n    seq\n    at\n    ... on StateChanged { state }\n    ... on RunStarted { runId attempt reason }\n    ... on StageStarted { stage window windows }\n    ... on StageFinished { stage window cached seconds peakBytes }\n    ... on StepProgress { window windows step steps secondsPerStep secondsLeft }\n    ... on WindowFinished { window windows frames drift lipSync seam }\n    ... on Log { level message }\n    ... on MemoryPlanned { strategy planReason forecastPeak { ram vram } }\n    ... on Preview { url window step steps }\n    ... on RunFailed { code message field failedStage }\n    ... on RunFinished { seconds peakBytes frames }\n  }\n": typeof types.EventFieldsFragmentDoc,
};
const documents: Documents = {
    "\n  query AllPresets($locale: String!) {\n    presets(first: 100) {\n      edges { node { ...PresetFields } }\n    }\n  }\n": types.AllPresetsDocument,
    "\n  query AllPlugins($locale: String!) {\n    plugins {\n      kind\n      id\n      version\n      title(locale: $locale)\n      description(locale: $locale)\n      package\n      isDefault\n      unavailable\n      options { name type description(locale: $locale) unit default minimum maximum values }\n    }\n  }\n": types.AllPluginsDocument,
    "\n  query ModelNames {\n    models {\n      name\n      modes\n      problem\n      networks { role }\n    }\n  }\n": types.ModelNamesDocument,
    "\n  query InstalledLoras {\n    models {\n      name\n      loras { name problem { message } }\n    }\n  }\n": types.InstalledLorasDocument,
    "\n  fragment PresetFields on Preset {\n    id\n    name\n    title(locale: $locale)\n    description(locale: $locale)\n    builtIn\n    version\n    updatedAt\n    settings { ...SettingsFields }\n  }\n": types.PresetFieldsFragmentDoc,
    "\n  mutation SetDefaultPlugin($kind: PluginKind!, $id: String!, $options: JSON) {\n    setDefaultPlugin(kind: $kind, id: $id, options: $options) {\n      __typename\n      ... on SetDefaultPluginSuccess { plugin { kind id isDefault } }\n      ...FailureFields\n    }\n  }\n": types.SetDefaultPluginDocument,
    "\n  fragment StrategyFields on StrategyForecast {\n    strategy\n    title\n    fits\n    reason\n    accepted\n    estimatedSeconds\n    peak { ram vram }\n  }\n": types.StrategyFieldsFragmentDoc,
    "\n  fragment StageMemoryFields on StageMemory {\n    stage\n    corrected { ram vram }\n    split {\n      weights { ram vram }\n      activations { ram vram }\n      tiles { ram vram }\n      overhead { ram vram }\n    }\n  }\n": types.StageMemoryFieldsFragmentDoc,
    "\n  fragment PlanFields on MemoryPlan {\n    keptNetworks\n    vaeTiling { tile overlap }\n    blockSwap { blocksToSwap prefetchBlocks }\n    batchedCfg\n    attentionChunk\n    textEncoderOnCpu\n  }\n": types.PlanFieldsFragmentDoc,
    "\n  query MemoryForecast($input: StartGenerationInput!) {\n    memoryForecast(input: $input) {\n      __typename\n      ... on MemoryForecastSuccess {\n        forecast {\n          provider\n          pastRuns\n          budget { ramBytes vramBytes }\n          recommended { reason preset { name title } }\n          chosen { ...StrategyFields plan { ...PlanFields } stages { ...StageMemoryFields } }\n          strategies { ...StrategyFields }\n        }\n      }\n      ...FailureFields\n    }\n  }\n": types.MemoryForecastDocument,
    "\n  query GenerationPage($id: ID!) {\n    generation(id: $id) {\n      id\n      state\n      lastEvent\n      mode\n      prompt\n      negativePrompt\n      seed\n      preset\n      specHash\n      createdAt\n      settings { ...SettingsFields }\n      image { ...AssetFields }\n      audio { ...AssetFields }\n      output { ...AssetFields }\n      video { ...AssetFields }\n      multiAudio\n      speakers { box { x y width height } mask { ...AssetFields } audio { ...AssetFields } }\n      prompts { at prompt }\n      startLatents\n      runs { ...RunFields }\n    }\n  }\n": types.GenerationPageDocument,
    "\n  query GenerationDiff($first: ID!, $second: ID!) {\n    generationDiff(first: $first, second: $second) { path first second }\n  }\n": types.GenerationDiffDocument,
    "\n  fragment RunFields on Run {\n    id\n    attempt\n    reason\n    state\n    startedAt\n    finishedAt\n    peakBytes\n    errorCode\n    errorMessage\n    rung { step samePicture changes { field from to } }\n    memoryTimeline { intervalSeconds ramBytes deviceBytes }\n    outOfMemory { forecastBytes requestedBytes network }\n    memory {\n      strategy\n      reason\n      budget { ramBytes vramBytes }\n      stages { ...StageMemoryFields }\n    }\n    result {\n      frames\n      fps\n      width\n      height\n      bytes\n      extension\n      mimeType\n      lipSync { correlation openness widest }\n    }\n    stages {\n      stage\n      window\n      cached\n      seconds\n      peakBytes\n      bytes\n      tensors { name dtype shape min max mean nanCount }\n    }\n  }\n": types.RunFieldsFragmentDoc,
    "\n  mutation CancelGeneration($id: ID!) {\n    cancelGeneration(id: $id) {\n      __typename\n      ... on CancelGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n": types.CancelGenerationDocument,
    "\n  mutation PauseGeneration($id: ID!) {\n    pauseGeneration(id: $id) {\n      __typename\n      ... on PauseGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n": types.PauseGenerationDocument,
    "\n  mutation ResumeGeneration($id: ID!) {\n    resumeGeneration(id: $id) {\n      __typename\n      ... on ResumeGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n": types.ResumeGenerationDocument,
    "\n  mutation RetryGeneration($id: ID!) {\n    retryGeneration(id: $id) {\n      __typename\n      ... on RetryGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n": types.RetryGenerationDocument,
    "\n  mutation DeleteGeneration($id: ID!) {\n    deleteGeneration(id: $id) {\n      __typename\n      ... on DeleteGenerationSuccess { generation { id } }\n      ...FailureFields\n    }\n  }\n": types.DeleteGenerationDocument,
    "\n  fragment GenerationRow on Generation {\n    id\n    state\n    mode\n    prompt\n    preset\n    createdAt\n    seed\n    settings { width height steps scheduler { id } }\n    image { id thumbnail }\n    output { id kind thumbnail url mimeType seconds }\n  }\n": types.GenerationRowFragmentDoc,
    "\n  query History($filter: GenerationFilter, $first: Int!, $after: String) {\n    generations(filter: $filter, first: $first, after: $after) {\n      edges { node { ...GenerationRow } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.HistoryDocument,
    "\n  query Devices {\n    devices {\n      id\n      title\n      provider\n      threads\n      memoryBytes\n      worker\n    }\n  }\n": types.DevicesDocument,
    "\n  mutation UploadAsset($file: File!) {\n    uploadAsset(file: $file) {\n      __typename\n      ... on UploadAssetSuccess { asset { ...AssetFields } }\n      ...FailureFields\n    }\n  }\n": types.UploadAssetDocument,
    "\n  query SettingsFromVideo($asset: ID!) {\n    settingsFromVideo(asset: $asset) {\n      mode\n      prompt\n      negativePrompt\n      seed\n      preset\n      settings { ...SettingsFields }\n      image { ...AssetFields }\n      video { ...AssetFields }\n      audio { ...AssetFields }\n      multiAudio\n      speakers { box { x y width height } mask { ...AssetFields } audio { ...AssetFields } }\n      prompts { at prompt }\n      startLatents\n      missing\n    }\n  }\n": types.SettingsFromVideoDocument,
    "\n  mutation StartGeneration($input: StartGenerationInput!, $idempotencyKey: String) {\n    startGeneration(input: $input, idempotencyKey: $idempotencyKey) {\n      __typename\n      ... on StartGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n": types.StartGenerationDocument,
    "\n  query Models {\n    models {\n      name\n      modes\n      problem\n      networks { role plugin file bytes parameters }\n      files {\n        path\n        role\n        use\n        kind\n        bytes\n        precisions { dtype bytes scaled }\n        problem { code message accepted }\n      }\n      loras { name bytes matched targets problem { message } }\n    }\n  }\n": types.ModelsDocument,
    "\n  query ModelWork($locale: String!) {\n    modelJobs { ...JobFields }\n    pullableModels { preset title(locale: $locale) bytes }\n  }\n": types.ModelWorkDocument,
    "\n  fragment JobFields on ModelJob {\n    id\n    kind\n    model\n    state\n    step\n    bytesDone\n    bytesTotal\n    secondsLeft\n    errorCode\n    errorMessage\n  }\n": types.JobFieldsFragmentDoc,
    "\n  mutation PullModel($preset: String!) {\n    pullModel(preset: $preset) {\n      __typename\n      ... on PullModelSuccess { job { ...JobFields } }\n      ...FailureFields\n    }\n  }\n": types.PullModelDocument,
    "\n  mutation QuantizeModel($name: String!, $precision: String!, $provider: String) {\n    quantizeModel(name: $name, precision: $precision, provider: $provider) {\n      __typename\n      ... on QuantizeModelSuccess { job { ...JobFields } }\n      ...FailureFields\n    }\n  }\n": types.QuantizeModelDocument,
    "\n  mutation CancelModelJob($id: ID!) {\n    cancelModelJob(id: $id) {\n      __typename\n      ... on CancelModelJobSuccess { job { id state } }\n      ...FailureFields\n    }\n  }\n": types.CancelModelJobDocument,
    "\n  mutation CreatePreset($input: CreatePresetInput!) {\n    createPreset(input: $input) {\n      __typename\n      ... on CreatePresetSuccess { preset { id } }\n      ...FailureFields\n    }\n  }\n": types.CreatePresetDocument,
    "\n  mutation UpdatePreset($id: ID!, $input: UpdatePresetInput!) {\n    updatePreset(id: $id, input: $input) {\n      __typename\n      ... on UpdatePresetSuccess { preset { id } }\n      ...FailureFields\n    }\n  }\n": types.UpdatePresetDocument,
    "\n  mutation ImportComfyWorkflow($json: JSON!, $presetName: String, $basedOn: String) {\n    importComfyWorkflow(json: $json, presetName: $presetName, basedOn: $basedOn) {\n      __typename\n      ... on ImportComfyWorkflowSuccess {\n        import {\n          format\n          preset { id }\n          report { node nodeType argument field outcome note value }\n        }\n      }\n      ...FailureFields\n    }\n  }\n": types.ImportComfyWorkflowDocument,
    "\n  mutation DeletePreset($id: ID!) {\n    deletePreset(id: $id) {\n      __typename\n      ... on DeletePresetSuccess { preset { id } }\n      ...FailureFields\n    }\n  }\n": types.DeletePresetDocument,
    "\n  fragment FailureFields on Error {\n    code\n    message\n    field\n    accepted\n  }\n": types.FailureFieldsFragmentDoc,
    "\n  fragment AssetFields on Asset {\n    id\n    kind\n    url\n    thumbnail\n    mimeType\n    filename\n    bytes\n    width\n    height\n    seconds\n  }\n": types.AssetFieldsFragmentDoc,
    "\n  fragment SettingsFields on GenerationSettings {\n    model\n    width\n    height\n    frameWindowSize\n    motionFrames\n    maxFrames\n    fps\n    steps\n    shift\n    cfg\n    audioCfg\n    scheduler { id version options }\n    guidance { id version options }\n    stepCache { id version options }\n    memory { id version options tiledVae forceOffload batchedCfg }\n    memoryBudget { ramBytes vramBytes }\n    startStep\n    endStep\n    denoiseStrength\n    addNoiseToSamples\n    sigmas\n    riflexFreqIndex\n    ropeFunction\n    colorCorrection { method strength }\n    oomPolicy\n    loras { name strength merge blocks { first last strength } }\n    provider { id version options }\n    precision { id version options }\n    networkPrecision { role id version options }\n    output { id version options }\n  }\n": types.SettingsFieldsFragmentDoc,
    "\n  subscription Updates($queue: Boolean!, $generations: [FollowedGeneration!]!, $modelJobs: [ID!]!) {\n    updates(queue: $queue, generations: $generations, modelJobs: $modelJobs) {\n      __typename\n      ... on Queue { ...QueueFields }\n      ... on ModelJob { ...JobFields }\n      ... on GenerationUpdate {\n        generation\n        event { ...EventFields }\n      }\n    }\n  }\n": types.UpdatesDocument,
    "\n  fragment QueueFields on Queue {\n    running { ...GenerationRow }\n    waiting(first: 50) { ...GenerationRow }\n    waitingCount\n  }\n": types.QueueFieldsFragmentDoc,
    "\n  fragment EventFields on GenerationEvent {\n    __typename\n    seq\n    at\n    ... on StateChanged { state }\n    ... on RunStarted { runId attempt reason }\n    ... on StageStarted { stage window windows }\n    ... on StageFinished { stage window cached seconds peakBytes }\n    ... on StepProgress { window windows step steps secondsPerStep secondsLeft }\n    ... on WindowFinished { window windows frames drift lipSync seam }\n    ... on Log { level message }\n    ... on MemoryPlanned { strategy planReason forecastPeak { ram vram } }\n    ... on Preview { url window step steps }\n    ... on RunFailed { code message field failedStage }\n    ... on RunFinished { seconds peakBytes frames }\n  }\n": types.EventFieldsFragmentDoc,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AllPresets($locale: String!) {\n    presets(first: 100) {\n      edges { node { ...PresetFields } }\n    }\n  }\n"): (typeof documents)["\n  query AllPresets($locale: String!) {\n    presets(first: 100) {\n      edges { node { ...PresetFields } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AllPlugins($locale: String!) {\n    plugins {\n      kind\n      id\n      version\n      title(locale: $locale)\n      description(locale: $locale)\n      package\n      isDefault\n      unavailable\n      options { name type description(locale: $locale) unit default minimum maximum values }\n    }\n  }\n"): (typeof documents)["\n  query AllPlugins($locale: String!) {\n    plugins {\n      kind\n      id\n      version\n      title(locale: $locale)\n      description(locale: $locale)\n      package\n      isDefault\n      unavailable\n      options { name type description(locale: $locale) unit default minimum maximum values }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ModelNames {\n    models {\n      name\n      modes\n      problem\n      networks { role }\n    }\n  }\n"): (typeof documents)["\n  query ModelNames {\n    models {\n      name\n      modes\n      problem\n      networks { role }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InstalledLoras {\n    models {\n      name\n      loras { name problem { message } }\n    }\n  }\n"): (typeof documents)["\n  query InstalledLoras {\n    models {\n      name\n      loras { name problem { message } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PresetFields on Preset {\n    id\n    name\n    title(locale: $locale)\n    description(locale: $locale)\n    builtIn\n    version\n    updatedAt\n    settings { ...SettingsFields }\n  }\n"): (typeof documents)["\n  fragment PresetFields on Preset {\n    id\n    name\n    title(locale: $locale)\n    description(locale: $locale)\n    builtIn\n    version\n    updatedAt\n    settings { ...SettingsFields }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetDefaultPlugin($kind: PluginKind!, $id: String!, $options: JSON) {\n    setDefaultPlugin(kind: $kind, id: $id, options: $options) {\n      __typename\n      ... on SetDefaultPluginSuccess { plugin { kind id isDefault } }\n      ...FailureFields\n    }\n  }\n"): (typeof documents)["\n  mutation SetDefaultPlugin($kind: PluginKind!, $id: String!, $options: JSON) {\n    setDefaultPlugin(kind: $kind, id: $id, options: $options) {\n      __typename\n      ... on SetDefaultPluginSuccess { plugin { kind id isDefault } }\n      ...FailureFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment StrategyFields on StrategyForecast {\n    strategy\n    title\n    fits\n    reason\n    accepted\n    estimatedSeconds\n    peak { ram vram }\n  }\n"): (typeof documents)["\n  fragment StrategyFields on StrategyForecast {\n    strategy\n    title\n    fits\n    reason\n    accepted\n    estimatedSeconds\n    peak { ram vram }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment StageMemoryFields on StageMemory {\n    stage\n    corrected { ram vram }\n    split {\n      weights { ram vram }\n      activations { ram vram }\n      tiles { ram vram }\n      overhead { ram vram }\n    }\n  }\n"): (typeof documents)["\n  fragment StageMemoryFields on StageMemory {\n    stage\n    corrected { ram vram }\n    split {\n      weights { ram vram }\n      activations { ram vram }\n      tiles { ram vram }\n      overhead { ram vram }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PlanFields on MemoryPlan {\n    keptNetworks\n    vaeTiling { tile overlap }\n    blockSwap { blocksToSwap prefetchBlocks }\n    batchedCfg\n    attentionChunk\n    textEncoderOnCpu\n  }\n"): (typeof documents)["\n  fragment PlanFields on MemoryPlan {\n    keptNetworks\n    vaeTiling { tile overlap }\n    blockSwap { blocksToSwap prefetchBlocks }\n    batchedCfg\n    attentionChunk\n    textEncoderOnCpu\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MemoryForecast($input: StartGenerationInput!) {\n    memoryForecast(input: $input) {\n      __typename\n      ... on MemoryForecastSuccess {\n        forecast {\n          provider\n          pastRuns\n          budget { ramBytes vramBytes }\n          recommended { reason preset { name title } }\n          chosen { ...StrategyFields plan { ...PlanFields } stages { ...StageMemoryFields } }\n          strategies { ...StrategyFields }\n        }\n      }\n      ...FailureFields\n    }\n  }\n"): (typeof documents)["\n  query MemoryForecast($input: StartGenerationInput!) {\n    memoryForecast(input: $input) {\n      __typename\n      ... on MemoryForecastSuccess {\n        forecast {\n          provider\n          pastRuns\n          budget { ramBytes vramBytes }\n          recommended { reason preset { name title } }\n          chosen { ...StrategyFields plan { ...PlanFields } stages { ...StageMemoryFields } }\n          strategies { ...StrategyFields }\n        }\n      }\n      ...FailureFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GenerationPage($id: ID!) {\n    generation(id: $id) {\n      id\n      state\n      lastEvent\n      mode\n      prompt\n      negativePrompt\n      seed\n      preset\n      specHash\n      createdAt\n      settings { ...SettingsFields }\n      image { ...AssetFields }\n      audio { ...AssetFields }\n      output { ...AssetFields }\n      video { ...AssetFields }\n      multiAudio\n      speakers { box { x y width height } mask { ...AssetFields } audio { ...AssetFields } }\n      prompts { at prompt }\n      startLatents\n      runs { ...RunFields }\n    }\n  }\n"): (typeof documents)["\n  query GenerationPage($id: ID!) {\n    generation(id: $id) {\n      id\n      state\n      lastEvent\n      mode\n      prompt\n      negativePrompt\n      seed\n      preset\n      specHash\n      createdAt\n      settings { ...SettingsFields }\n      image { ...AssetFields }\n      audio { ...AssetFields }\n      output { ...AssetFields }\n      video { ...AssetFields }\n      multiAudio\n      speakers { box { x y width height } mask { ...AssetFields } audio { ...AssetFields } }\n      prompts { at prompt }\n      startLatents\n      runs { ...RunFields }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GenerationDiff($first: ID!, $second: ID!) {\n    generationDiff(first: $first, second: $second) { path first second }\n  }\n"): (typeof documents)["\n  query GenerationDiff($first: ID!, $second: ID!) {\n    generationDiff(first: $first, second: $second) { path first second }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RunFields on Run {\n    id\n    attempt\n    reason\n    state\n    startedAt\n    finishedAt\n    peakBytes\n    errorCode\n    errorMessage\n    rung { step samePicture changes { field from to } }\n    memoryTimeline { intervalSeconds ramBytes deviceBytes }\n    outOfMemory { forecastBytes requestedBytes network }\n    memory {\n      strategy\n      reason\n      budget { ramBytes vramBytes }\n      stages { ...StageMemoryFields }\n    }\n    result {\n      frames\n      fps\n      width\n      height\n      bytes\n      extension\n      mimeType\n      lipSync { correlation openness widest }\n    }\n    stages {\n      stage\n      window\n      cached\n      seconds\n      peakBytes\n      bytes\n      tensors { name dtype shape min max mean nanCount }\n    }\n  }\n"): (typeof documents)["\n  fragment RunFields on Run {\n    id\n    attempt\n    reason\n    state\n    startedAt\n    finishedAt\n    peakBytes\n    errorCode\n    errorMessage\n    rung { step samePicture changes { field from to } }\n    memoryTimeline { intervalSeconds ramBytes deviceBytes }\n    outOfMemory { forecastBytes requestedBytes network }\n    memory {\n      strategy\n      reason\n      budget { ramBytes vramBytes }\n      stages { ...StageMemoryFields }\n    }\n    result {\n      frames\n      fps\n      width\n      height\n      bytes\n      extension\n      mimeType\n      lipSync { correlation openness widest }\n    }\n    stages {\n      stage\n      window\n      cached\n      seconds\n      peakBytes\n      bytes\n      tensors { name dtype shape min max mean nanCount }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelGeneration($id: ID!) {\n    cancelGeneration(id: $id) {\n      __typename\n      ... on CancelGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n"): (typeof documents)["\n  mutation CancelGeneration($id: ID!) {\n    cancelGeneration(id: $id) {\n      __typename\n      ... on CancelGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PauseGeneration($id: ID!) {\n    pauseGeneration(id: $id) {\n      __typename\n      ... on PauseGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n"): (typeof documents)["\n  mutation PauseGeneration($id: ID!) {\n    pauseGeneration(id: $id) {\n      __typename\n      ... on PauseGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResumeGeneration($id: ID!) {\n    resumeGeneration(id: $id) {\n      __typename\n      ... on ResumeGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n"): (typeof documents)["\n  mutation ResumeGeneration($id: ID!) {\n    resumeGeneration(id: $id) {\n      __typename\n      ... on ResumeGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RetryGeneration($id: ID!) {\n    retryGeneration(id: $id) {\n      __typename\n      ... on RetryGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n"): (typeof documents)["\n  mutation RetryGeneration($id: ID!) {\n    retryGeneration(id: $id) {\n      __typename\n      ... on RetryGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteGeneration($id: ID!) {\n    deleteGeneration(id: $id) {\n      __typename\n      ... on DeleteGenerationSuccess { generation { id } }\n      ...FailureFields\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteGeneration($id: ID!) {\n    deleteGeneration(id: $id) {\n      __typename\n      ... on DeleteGenerationSuccess { generation { id } }\n      ...FailureFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment GenerationRow on Generation {\n    id\n    state\n    mode\n    prompt\n    preset\n    createdAt\n    seed\n    settings { width height steps scheduler { id } }\n    image { id thumbnail }\n    output { id kind thumbnail url mimeType seconds }\n  }\n"): (typeof documents)["\n  fragment GenerationRow on Generation {\n    id\n    state\n    mode\n    prompt\n    preset\n    createdAt\n    seed\n    settings { width height steps scheduler { id } }\n    image { id thumbnail }\n    output { id kind thumbnail url mimeType seconds }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query History($filter: GenerationFilter, $first: Int!, $after: String) {\n    generations(filter: $filter, first: $first, after: $after) {\n      edges { node { ...GenerationRow } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query History($filter: GenerationFilter, $first: Int!, $after: String) {\n    generations(filter: $filter, first: $first, after: $after) {\n      edges { node { ...GenerationRow } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Devices {\n    devices {\n      id\n      title\n      provider\n      threads\n      memoryBytes\n      worker\n    }\n  }\n"): (typeof documents)["\n  query Devices {\n    devices {\n      id\n      title\n      provider\n      threads\n      memoryBytes\n      worker\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UploadAsset($file: File!) {\n    uploadAsset(file: $file) {\n      __typename\n      ... on UploadAssetSuccess { asset { ...AssetFields } }\n      ...FailureFields\n    }\n  }\n"): (typeof documents)["\n  mutation UploadAsset($file: File!) {\n    uploadAsset(file: $file) {\n      __typename\n      ... on UploadAssetSuccess { asset { ...AssetFields } }\n      ...FailureFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SettingsFromVideo($asset: ID!) {\n    settingsFromVideo(asset: $asset) {\n      mode\n      prompt\n      negativePrompt\n      seed\n      preset\n      settings { ...SettingsFields }\n      image { ...AssetFields }\n      video { ...AssetFields }\n      audio { ...AssetFields }\n      multiAudio\n      speakers { box { x y width height } mask { ...AssetFields } audio { ...AssetFields } }\n      prompts { at prompt }\n      startLatents\n      missing\n    }\n  }\n"): (typeof documents)["\n  query SettingsFromVideo($asset: ID!) {\n    settingsFromVideo(asset: $asset) {\n      mode\n      prompt\n      negativePrompt\n      seed\n      preset\n      settings { ...SettingsFields }\n      image { ...AssetFields }\n      video { ...AssetFields }\n      audio { ...AssetFields }\n      multiAudio\n      speakers { box { x y width height } mask { ...AssetFields } audio { ...AssetFields } }\n      prompts { at prompt }\n      startLatents\n      missing\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartGeneration($input: StartGenerationInput!, $idempotencyKey: String) {\n    startGeneration(input: $input, idempotencyKey: $idempotencyKey) {\n      __typename\n      ... on StartGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n"): (typeof documents)["\n  mutation StartGeneration($input: StartGenerationInput!, $idempotencyKey: String) {\n    startGeneration(input: $input, idempotencyKey: $idempotencyKey) {\n      __typename\n      ... on StartGenerationSuccess { generation { id state } }\n      ...FailureFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Models {\n    models {\n      name\n      modes\n      problem\n      networks { role plugin file bytes parameters }\n      files {\n        path\n        role\n        use\n        kind\n        bytes\n        precisions { dtype bytes scaled }\n        problem { code message accepted }\n      }\n      loras { name bytes matched targets problem { message } }\n    }\n  }\n"): (typeof documents)["\n  query Models {\n    models {\n      name\n      modes\n      problem\n      networks { role plugin file bytes parameters }\n      files {\n        path\n        role\n        use\n        kind\n        bytes\n        precisions { dtype bytes scaled }\n        problem { code message accepted }\n      }\n      loras { name bytes matched targets problem { message } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ModelWork($locale: String!) {\n    modelJobs { ...JobFields }\n    pullableModels { preset title(locale: $locale) bytes }\n  }\n"): (typeof documents)["\n  query ModelWork($locale: String!) {\n    modelJobs { ...JobFields }\n    pullableModels { preset title(locale: $locale) bytes }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment JobFields on ModelJob {\n    id\n    kind\n    model\n    state\n    step\n    bytesDone\n    bytesTotal\n    secondsLeft\n    errorCode\n    errorMessage\n  }\n"): (typeof documents)["\n  fragment JobFields on ModelJob {\n    id\n    kind\n    model\n    state\n    step\n    bytesDone\n    bytesTotal\n    secondsLeft\n    errorCode\n    errorMessage\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PullModel($preset: String!) {\n    pullModel(preset: $preset) {\n      __typename\n      ... on PullModelSuccess { job { ...JobFields } }\n      ...FailureFields\n    }\n  }\n"): (typeof documents)["\n  mutation PullModel($preset: String!) {\n    pullModel(preset: $preset) {\n      __typename\n      ... on PullModelSuccess { job { ...JobFields } }\n      ...FailureFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation QuantizeModel($name: String!, $precision: String!, $provider: String) {\n    quantizeModel(name: $name, precision: $precision, provider: $provider) {\n      __typename\n      ... on QuantizeModelSuccess { job { ...JobFields } }\n      ...FailureFields\n    }\n  }\n"): (typeof documents)["\n  mutation QuantizeModel($name: String!, $precision: String!, $provider: String) {\n    quantizeModel(name: $name, precision: $precision, provider: $provider) {\n      __typename\n      ... on QuantizeModelSuccess { job { ...JobFields } }\n      ...FailureFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelModelJob($id: ID!) {\n    cancelModelJob(id: $id) {\n      __typename\n      ... on CancelModelJobSuccess { job { id state } }\n      ...FailureFields\n    }\n  }\n"): (typeof documents)["\n  mutation CancelModelJob($id: ID!) {\n    cancelModelJob(id: $id) {\n      __typename\n      ... on CancelModelJobSuccess { job { id state } }\n      ...FailureFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreatePreset($input: CreatePresetInput!) {\n    createPreset(input: $input) {\n      __typename\n      ... on CreatePresetSuccess { preset { id } }\n      ...FailureFields\n    }\n  }\n"): (typeof documents)["\n  mutation CreatePreset($input: CreatePresetInput!) {\n    createPreset(input: $input) {\n      __typename\n      ... on CreatePresetSuccess { preset { id } }\n      ...FailureFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdatePreset($id: ID!, $input: UpdatePresetInput!) {\n    updatePreset(id: $id, input: $input) {\n      __typename\n      ... on UpdatePresetSuccess { preset { id } }\n      ...FailureFields\n    }\n  }\n"): (typeof documents)["\n  mutation UpdatePreset($id: ID!, $input: UpdatePresetInput!) {\n    updatePreset(id: $id, input: $input) {\n      __typename\n      ... on UpdatePresetSuccess { preset { id } }\n      ...FailureFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ImportComfyWorkflow($json: JSON!, $presetName: String, $basedOn: String) {\n    importComfyWorkflow(json: $json, presetName: $presetName, basedOn: $basedOn) {\n      __typename\n      ... on ImportComfyWorkflowSuccess {\n        import {\n          format\n          preset { id }\n          report { node nodeType argument field outcome note value }\n        }\n      }\n      ...FailureFields\n    }\n  }\n"): (typeof documents)["\n  mutation ImportComfyWorkflow($json: JSON!, $presetName: String, $basedOn: String) {\n    importComfyWorkflow(json: $json, presetName: $presetName, basedOn: $basedOn) {\n      __typename\n      ... on ImportComfyWorkflowSuccess {\n        import {\n          format\n          preset { id }\n          report { node nodeType argument field outcome note value }\n        }\n      }\n      ...FailureFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeletePreset($id: ID!) {\n    deletePreset(id: $id) {\n      __typename\n      ... on DeletePresetSuccess { preset { id } }\n      ...FailureFields\n    }\n  }\n"): (typeof documents)["\n  mutation DeletePreset($id: ID!) {\n    deletePreset(id: $id) {\n      __typename\n      ... on DeletePresetSuccess { preset { id } }\n      ...FailureFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FailureFields on Error {\n    code\n    message\n    field\n    accepted\n  }\n"): (typeof documents)["\n  fragment FailureFields on Error {\n    code\n    message\n    field\n    accepted\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AssetFields on Asset {\n    id\n    kind\n    url\n    thumbnail\n    mimeType\n    filename\n    bytes\n    width\n    height\n    seconds\n  }\n"): (typeof documents)["\n  fragment AssetFields on Asset {\n    id\n    kind\n    url\n    thumbnail\n    mimeType\n    filename\n    bytes\n    width\n    height\n    seconds\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SettingsFields on GenerationSettings {\n    model\n    width\n    height\n    frameWindowSize\n    motionFrames\n    maxFrames\n    fps\n    steps\n    shift\n    cfg\n    audioCfg\n    scheduler { id version options }\n    guidance { id version options }\n    stepCache { id version options }\n    memory { id version options tiledVae forceOffload batchedCfg }\n    memoryBudget { ramBytes vramBytes }\n    startStep\n    endStep\n    denoiseStrength\n    addNoiseToSamples\n    sigmas\n    riflexFreqIndex\n    ropeFunction\n    colorCorrection { method strength }\n    oomPolicy\n    loras { name strength merge blocks { first last strength } }\n    provider { id version options }\n    precision { id version options }\n    networkPrecision { role id version options }\n    output { id version options }\n  }\n"): (typeof documents)["\n  fragment SettingsFields on GenerationSettings {\n    model\n    width\n    height\n    frameWindowSize\n    motionFrames\n    maxFrames\n    fps\n    steps\n    shift\n    cfg\n    audioCfg\n    scheduler { id version options }\n    guidance { id version options }\n    stepCache { id version options }\n    memory { id version options tiledVae forceOffload batchedCfg }\n    memoryBudget { ramBytes vramBytes }\n    startStep\n    endStep\n    denoiseStrength\n    addNoiseToSamples\n    sigmas\n    riflexFreqIndex\n    ropeFunction\n    colorCorrection { method strength }\n    oomPolicy\n    loras { name strength merge blocks { first last strength } }\n    provider { id version options }\n    precision { id version options }\n    networkPrecision { role id version options }\n    output { id version options }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Updates($queue: Boolean!, $generations: [FollowedGeneration!]!, $modelJobs: [ID!]!) {\n    updates(queue: $queue, generations: $generations, modelJobs: $modelJobs) {\n      __typename\n      ... on Queue { ...QueueFields }\n      ... on ModelJob { ...JobFields }\n      ... on GenerationUpdate {\n        generation\n        event { ...EventFields }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription Updates($queue: Boolean!, $generations: [FollowedGeneration!]!, $modelJobs: [ID!]!) {\n    updates(queue: $queue, generations: $generations, modelJobs: $modelJobs) {\n      __typename\n      ... on Queue { ...QueueFields }\n      ... on ModelJob { ...JobFields }\n      ... on GenerationUpdate {\n        generation\n        event { ...EventFields }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment QueueFields on Queue {\n    running { ...GenerationRow }\n    waiting(first: 50) { ...GenerationRow }\n    waitingCount\n  }\n"): (typeof documents)["\n  fragment QueueFields on Queue {\n    running { ...GenerationRow }\n    waiting(first: 50) { ...GenerationRow }\n    waitingCount\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EventFields on GenerationEvent {\n    __typename\n    seq\n    at\n    ... on StateChanged { state }\n    ... on RunStarted { runId attempt reason }\n    ... on StageStarted { stage window windows }\n    ... on StageFinished { stage window cached seconds peakBytes }\n    ... on StepProgress { window windows step steps secondsPerStep secondsLeft }\n    ... on WindowFinished { window windows frames drift lipSync seam }\n    ... on Log { level message }\n    ... on MemoryPlanned { strategy planReason forecastPeak { ram vram } }\n    ... on Preview { url window step steps }\n    ... on RunFailed { code message field failedStage }\n    ... on RunFinished { seconds peakBytes frames }\n  }\n"): (typeof documents)["\n  fragment EventFields on GenerationEvent {\n    __typename\n    seq\n    at\n    ... on StateChanged { state }\n    ... on RunStarted { runId attempt reason }\n    ... on StageStarted { stage window windows }\n    ... on StageFinished { stage window cached seconds peakBytes }\n    ... on StepProgress { window windows step steps secondsPerStep secondsLeft }\n    ... on WindowFinished { window windows frames drift lipSync seam }\n    ... on Log { level message }\n    ... on MemoryPlanned { strategy planReason forecastPeak { ram vram } }\n    ... on Preview { url window step steps }\n    ... on RunFailed { code message field failedStage }\n    ... on RunFinished { seconds peakBytes frames }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;