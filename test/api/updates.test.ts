import { expect, it, onTestFinished, vi } from 'vitest';
import { encodeId } from '../../apps/server/schema/ids.ts';
import { type TestApi, testApi, UPLOAD, uploadForm } from '../support/api-client.ts';

const UPDATES = /* GraphQL */ `
  subscription ($queue: Boolean, $generations: [FollowedGeneration!], $modelJobs: [ID!]) {
    updates(queue: $queue, generations: $generations, modelJobs: $modelJobs) {
      __typename
      ... on Queue { waitingCount }
      ... on ModelJob { id }
      ... on GenerationUpdate { generation event { seq } }
    }
  }
`;
const START = /* GraphQL */ `
  mutation ($image: ID!) {
    startGeneration(input: { mode: INFINITETALK, image: $image }) {
      ... on StartGenerationSuccess { generation { id } }
    }
  }
`;

type Line = { readonly data: { readonly updates: Record<string, unknown> } | null; readonly errors?: unknown[] };

/** What one stream tells; its end is `over`. */
async function listen(api: TestApi, variables: Record<string, unknown>) {
  const leave = new AbortController();
  onTestFinished(() => leave.abort());
  const response = await api.fetch({
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: UPDATES, variables }),
    signal: leave.signal,
  });
  const heard: Line[] = [];
  const over = (async () => {
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>) {
      text += chunk;
      const lines = text.split('\n');
      text = lines.pop()!;
      for (const line of lines) if (/^data: ./.test(line)) heard.push(JSON.parse(line.slice('data: '.length)) as Line);
    }
  })();
  return { heard, told: () => heard.map(({ data }) => data?.updates), over, leave: () => leave.abort() };
}

async function started(api: TestApi): Promise<{ globalId: string; id: string }> {
  const body = uploadForm(UPLOAD, Buffer.from('picture'), 'portrait.png');
  const uploaded = await (await api.fetch({ method: 'POST', body })).json();
  const { data } = await api.execute(START, { image: uploaded.data.uploadAsset.asset.id });
  const globalId = data.startGeneration.generation.id as string;
  return { globalId, id: Buffer.from(globalId, 'base64url').toString().slice('Generation:'.length) };
}

const finished = { type: 'WindowFinished', run: 'r', window: 0, windows: 1, frames: 81 } as const;

it('tells the queue and several generations in one stream, each from where its reader was', async () => {
  const api = await testApi();
  const [first, second] = [await started(api), await started(api)];
  const gone = encodeId('Generation', 'gone');
  const { told, over, leave } = await listen(api, {
    queue: true,
    generations: [{ id: first.globalId, after: 1 }, { id: second.globalId }, { id: gone }, { id: 'no id' }],
    modelJobs: ['gone too'],
  });
  api.services.generations.emit(first.id, finished);
  const update = (generation: string, seq: number) => ({
    __typename: 'GenerationUpdate',
    generation,
    event: { seq },
  });
  await vi.waitUntil(() => told().length === 3);
  expect(told()).toEqual(
    expect.arrayContaining([
      { __typename: 'Queue', waitingCount: expect.any(Number) },
      update(second.globalId, 1),
      update(first.globalId, 2),
    ]),
  );
  leave();
  await over.catch(() => {});
  await vi.waitUntil(() => api.services.generations.subscribers() === 0);
});

it('ends with the last of the generations when nothing else is followed', async () => {
  const api = await testApi();
  const { globalId, id } = await started(api);
  const { told, over } = await listen(api, { generations: [{ id: globalId }] });
  api.services.generations.emit(id, { type: 'StateChanged', state: 'SUCCEEDED' });
  await over;
  expect(told().map((update) => update!.event)).toEqual([{ seq: 1 }, { seq: 2 }]);
});

it('refuses more than a hundred followed in one stream, and an event before the first', async () => {
  const api = await testApi();
  const { globalId } = await started(api);
  for (const [generations, accepted] of [
    [Array.from({ length: 101 }, () => ({ id: globalId })), '100 generations and model jobs at most'],
    [[{ id: globalId, after: -1 }], 'a sequence number, 0 or more'],
  ] as const) {
    const { heard, over } = await listen(api, { generations });
    await over;
    expect(heard[0]).toMatchObject({ errors: [{ extensions: { code: 'INPUT_INVALID', accepted } }] });
  }
});
