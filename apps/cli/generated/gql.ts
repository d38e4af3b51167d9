/* eslint-disable */
import * as types from './graphql.ts';



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
    "\n  mutation UploadAsset($file: File!) {\n    uploadAsset(file: $file) {\n      __typename\n      ... on UploadAssetSuccess {\n        asset {\n          id\n          kind\n        }\n      }\n      ... on Error {\n        code\n        message\n        field\n        accepted\n      }\n    }\n  }\n": typeof types.UploadAssetDocument,
    "\n  mutation StartGeneration($input: StartGenerationInput!, $idempotencyKey: String) {\n    startGeneration(input: $input, idempotencyKey: $idempotencyKey) {\n      __typename\n      ... on StartGenerationSuccess {\n        generation {\n          id\n          seed\n          settings {\n            steps\n          }\n        }\n      }\n      ... on Error {\n        code\n        message\n        field\n        accepted\n      }\n    }\n  }\n": typeof types.StartGenerationDocument,
    "\n  mutation CancelGeneration($id: ID!) {\n    cancelGeneration(id: $id) {\n      __typename\n      ... on Error {\n        code\n        message\n        field\n        accepted\n      }\n    }\n  }\n": typeof types.CancelGenerationDocument,
    "\n  subscription GenerationEvents($id: ID!, $after: Int) {\n    generationEvents(id: $id, after: $after) {\n      __typename\n      seq\n      at\n      ... on StateChanged {\n        state\n      }\n      ... on RunStarted {\n        attempt\n        reason\n      }\n      ... on StageStarted {\n        stage\n        window\n        windows\n      }\n      ... on StageFinished {\n        stage\n        window\n        cached\n        seconds\n      }\n      ... on StepProgress {\n        window\n        windows\n        step\n        steps\n        secondsPerStep\n        secondsLeft\n      }\n      ... on WindowFinished {\n        window\n        windows\n        frames\n      }\n      ... on Log {\n        level\n        message\n      }\n      ... on RunFailed {\n        code\n        message\n        field\n        failedStage\n      }\n      ... on RunFinished {\n        seconds\n        peakBytes\n        frames\n      }\n    }\n  }\n": typeof types.GenerationEventsDocument,
    "\n  query GenerationResult($id: ID!) {\n    generation(id: $id) {\n      id\n      state\n      seed\n      settings {\n        steps\n      }\n      output {\n        url\n        mimeType\n        bytes\n      }\n      runs {\n        attempt\n        state\n        startedAt\n        finishedAt\n        peakBytes\n        errorCode\n        errorMessage\n        result {\n          frames\n          fps\n          width\n          height\n          extension\n          lipSync {\n            correlation\n            openness\n          }\n        }\n        stages {\n          stage\n          window\n          cached\n          seconds\n          peakBytes\n        }\n      }\n    }\n  }\n": typeof types.GenerationResultDocument,
    "\n  query Ping {\n    __typename\n  }\n": typeof types.PingDocument,
};
const documents: Documents = {
    "\n  mutation UploadAsset($file: File!) {\n    uploadAsset(file: $file) {\n      __typename\n      ... on UploadAssetSuccess {\n        asset {\n          id\n          kind\n        }\n      }\n      ... on Error {\n        code\n        message\n        field\n        accepted\n      }\n    }\n  }\n": types.UploadAssetDocument,
    "\n  mutation StartGeneration($input: StartGenerationInput!, $idempotencyKey: String) {\n    startGeneration(input: $input, idempotencyKey: $idempotencyKey) {\n      __typename\n      ... on StartGenerationSuccess {\n        generation {\n          id\n          seed\n          settings {\n            steps\n          }\n        }\n      }\n      ... on Error {\n        code\n        message\n        field\n        accepted\n      }\n    }\n  }\n": types.StartGenerationDocument,
    "\n  mutation CancelGeneration($id: ID!) {\n    cancelGeneration(id: $id) {\n      __typename\n      ... on Error {\n        code\n        message\n        field\n        accepted\n      }\n    }\n  }\n": types.CancelGenerationDocument,
    "\n  subscription GenerationEvents($id: ID!, $after: Int) {\n    generationEvents(id: $id, after: $after) {\n      __typename\n      seq\n      at\n      ... on StateChanged {\n        state\n      }\n      ... on RunStarted {\n        attempt\n        reason\n      }\n      ... on StageStarted {\n        stage\n        window\n        windows\n      }\n      ... on StageFinished {\n        stage\n        window\n        cached\n        seconds\n      }\n      ... on StepProgress {\n        window\n        windows\n        step\n        steps\n        secondsPerStep\n        secondsLeft\n      }\n      ... on WindowFinished {\n        window\n        windows\n        frames\n      }\n      ... on Log {\n        level\n        message\n      }\n      ... on RunFailed {\n        code\n        message\n        field\n        failedStage\n      }\n      ... on RunFinished {\n        seconds\n        peakBytes\n        frames\n      }\n    }\n  }\n": types.GenerationEventsDocument,
    "\n  query GenerationResult($id: ID!) {\n    generation(id: $id) {\n      id\n      state\n      seed\n      settings {\n        steps\n      }\n      output {\n        url\n        mimeType\n        bytes\n      }\n      runs {\n        attempt\n        state\n        startedAt\n        finishedAt\n        peakBytes\n        errorCode\n        errorMessage\n        result {\n          frames\n          fps\n          width\n          height\n          extension\n          lipSync {\n            correlation\n            openness\n          }\n        }\n        stages {\n          stage\n          window\n          cached\n          seconds\n          peakBytes\n        }\n      }\n    }\n  }\n": types.GenerationResultDocument,
    "\n  query Ping {\n    __typename\n  }\n": types.PingDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UploadAsset($file: File!) {\n    uploadAsset(file: $file) {\n      __typename\n      ... on UploadAssetSuccess {\n        asset {\n          id\n          kind\n        }\n      }\n      ... on Error {\n        code\n        message\n        field\n        accepted\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UploadAssetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartGeneration($input: StartGenerationInput!, $idempotencyKey: String) {\n    startGeneration(input: $input, idempotencyKey: $idempotencyKey) {\n      __typename\n      ... on StartGenerationSuccess {\n        generation {\n          id\n          seed\n          settings {\n            steps\n          }\n        }\n      }\n      ... on Error {\n        code\n        message\n        field\n        accepted\n      }\n    }\n  }\n"): typeof import('./graphql.ts').StartGenerationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelGeneration($id: ID!) {\n    cancelGeneration(id: $id) {\n      __typename\n      ... on Error {\n        code\n        message\n        field\n        accepted\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CancelGenerationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription GenerationEvents($id: ID!, $after: Int) {\n    generationEvents(id: $id, after: $after) {\n      __typename\n      seq\n      at\n      ... on StateChanged {\n        state\n      }\n      ... on RunStarted {\n        attempt\n        reason\n      }\n      ... on StageStarted {\n        stage\n        window\n        windows\n      }\n      ... on StageFinished {\n        stage\n        window\n        cached\n        seconds\n      }\n      ... on StepProgress {\n        window\n        windows\n        step\n        steps\n        secondsPerStep\n        secondsLeft\n      }\n      ... on WindowFinished {\n        window\n        windows\n        frames\n      }\n      ... on Log {\n        level\n        message\n      }\n      ... on RunFailed {\n        code\n        message\n        field\n        failedStage\n      }\n      ... on RunFinished {\n        seconds\n        peakBytes\n        frames\n      }\n    }\n  }\n"): typeof import('./graphql.ts').GenerationEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GenerationResult($id: ID!) {\n    generation(id: $id) {\n      id\n      state\n      seed\n      settings {\n        steps\n      }\n      output {\n        url\n        mimeType\n        bytes\n      }\n      runs {\n        attempt\n        state\n        startedAt\n        finishedAt\n        peakBytes\n        errorCode\n        errorMessage\n        result {\n          frames\n          fps\n          width\n          height\n          extension\n          lipSync {\n            correlation\n            openness\n          }\n        }\n        stages {\n          stage\n          window\n          cached\n          seconds\n          peakBytes\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').GenerationResultDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Ping {\n    __typename\n  }\n"): typeof import('./graphql.ts').PingDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
