import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestApi } from '../support/api-client.ts';
import { type StartingApi, startingApi } from '../support/starting-api.ts';

let api: TestApi;
let start: StartingApi['start'];

beforeEach(async () => {
  ({ api, start } = await startingApi());
});
afterEach(() => api.services.close());

describe('a generation made again', () => {
  const RERUN = `mutation ($id: ID!, $changes: RerunChangesInput) {
    rerunGeneration(id: $id, changes: $changes) {
      __typename
      ... on RerunGenerationSuccess { generation { id seed prompt settings { steps } } }
      ... on Error { code field }
    }
  }`;
  const DIFF =
    'query ($first: ID!, $second: ID!) { generationDiff(first: $first, second: $second) { path first second } }';

  it('differs from the first in what was changed, and in nothing else', async () => {
    const { id: first } = (await start({ seed: 5 })).generation;
    const { data } = await api.execute(RERUN, { id: first, changes: { steps: 3, prompt: 'louder' } });
    const { id: second, ...made } = data.rerunGeneration.generation;
    expect(made).toMatchObject({ seed: 5, prompt: 'louder', settings: { steps: 3 } });
    const { generationDiff } = (await api.execute(DIFF, { first, second })).data;
    expect(generationDiff.map(({ path }: { path: string }) => path)).toEqual(['prompt', 'steps']);
    expect(generationDiff[1]).toMatchObject({ path: 'steps', second: 3 });
    expect((await api.execute(DIFF, { first, second: first })).data.generationDiff).toEqual([]);
  });

  it('has to be known', async () => {
    const { id } = (await start()).generation;
    await api.execute('mutation ($id: ID!) { deleteGeneration(id: $id) { __typename } }', { id });
    expect((await api.execute(RERUN, { id })).data.rerunGeneration).toEqual({
      __typename: 'NotFoundError',
      code: 'GENERATION_NOT_FOUND',
      field: 'id',
    });
    expect((await api.execute(DIFF, { first: id, second: id })).errors).toMatchObject([
      { extensions: { code: 'GENERATION_NOT_FOUND' } },
    ]);
  });
});
