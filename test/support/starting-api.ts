import { type GraphQLAnswer, type TestApi, testApi } from './api-client.ts';

export const START = /* GraphQL */ `
  mutation ($input: StartGenerationInput!, $key: String) {
    startGeneration(input: $input, idempotencyKey: $key) {
      __typename
      ... on StartGenerationSuccess { generation { id state prompt seed settings { steps scheduler { id } } image { id kind } audio { id } } }
      ... on Error { code message field accepted }
    }
  }
`;

export interface StartingApi {
  readonly api: TestApi;
  /** Node id of a picture that was uploaded. */
  readonly image: string;
  /** What `startGeneration` answers for a talking picture with these settings. */
  start(input?: Record<string, unknown>, key?: string): Promise<GraphQLAnswer['data']>;
}

/** An API without workers that has a picture: what is started stays queued. */
export async function startingApi(): Promise<StartingApi> {
  const api = await testApi();
  const asset = await api.services.assets.ingest(
    (async function* () {
      yield Buffer.from('picture');
    })(),
    { filename: 'me.png' },
  );
  const image = Buffer.from(`Asset:${asset.id}`).toString('base64url');
  const start: StartingApi['start'] = async (input = {}, key) =>
    (await api.execute(START, { input: { mode: 'INFINITETALK', image, ...input }, key })).data.startGeneration;
  return { api, image, start };
}
