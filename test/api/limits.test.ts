import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { complexityFromQuery } from '@pothos/plugin-complexity';
import { type ASTVisitor, type DocumentNode, Kind, print, visit } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as commands from '../../apps/cli/generated/graphql.ts';
import { PACKAGE_ROOT, readConfig } from '../../apps/server/config.ts';
import { schema } from '../../apps/server/schema/index.ts';
import { type GraphQLAnswer, type TestApi, testApi } from '../support/api-client.ts';

const PAGE_OPERATIONS = join(PACKAGE_ROOT, 'apps/studio/src/api/generated');

let api: TestApi;
beforeEach(async () => {
  api = await testApi({ GENESIS_MAX_QUERY_DEPTH: '8', GENESIS_MAX_QUERY_COST: '1000' });
});
afterEach(() => api.services.close());

const isOperation = (value: unknown): value is DocumentNode =>
  typeof value === 'object' &&
  (value as DocumentNode).definitions?.some(({ kind }) => kind === Kind.OPERATION_DEFINITION);

/** Lets the variables be left out that the cost does not go by. */
const withoutRequired: ASTVisitor = {
  VariableDefinition: ({ type, ...rest }) => ({ ...rest, type: type.kind === Kind.NON_NULL_TYPE ? type.type : type }),
};

const post = (body: string, contentType = 'application/json') =>
  api.fetch({ method: 'POST', headers: { 'content-type': contentType }, body });

describe('limits of an operation', () => {
  it('refuses one that is too deep', async () => {
    const { data, errors } = await api.execute(
      '{ queue { running { runs { stages { tensors { name } } } } devices: running { image { id } } } d: devices { generation { runs { stages { tensors { shape } } } } } deep: generations(first: 1) { edges { node { runs { stages { tensors { name } } } } } } }',
    );
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'QUERY_TOO_COMPLEX',
      accepted: expect.stringMatching(/^(at most 8 levels|a cost of at most 1000)$/),
    });
    expect(data ?? null).toBeNull();
  });

  it.each([
    ['selections', (n: number) => `${'{a'.repeat(n)}${'}'.repeat(n)}`],
    ['lists', (n: number) => `{a(b:${'['.repeat(n)}${']'.repeat(n)})}`],
    ['objects', (n: number) => `{a(b:${'{c:'.repeat(n)}1${'}'.repeat(n)})}`],
  ])('refuses %s within one another as far as a document can hold them', async (_what, query) => {
    for (const nesting of [198, 3000]) {
      const { errors } = await api.execute(query(nesting));
      expect(errors?.[0]?.extensions?.code).toBe(nesting > 200 ? 'QUERY_TOO_COMPLEX' : 'GRAPHQL_VALIDATION_FAILED');
    }
    expect(api.logged).toEqual([]);
  });

  it('refuses JSON of many levels, and names the field', async () => {
    const start = 'mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { __typename } }';
    const post = async (levels: number) => {
      const options = `${'['.repeat(levels)}${']'.repeat(levels)}`;
      const input = `{"mode":"I2V","scheduler":{"id":"euler","options":${options}}}`;
      const body = `{"query":${JSON.stringify(start)},"variables":{"input":${input}}}`;
      const response = await api.fetch({ method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return (await response.json()) as GraphQLAnswer;
    };
    expect((await post(99)).errors).toBeUndefined();
    expect((await post(100_000)).errors?.[0]).toMatchObject({
      message: 'scheduler.options: JSON takes at most 100 levels',
      extensions: { code: 'INPUT_INVALID', field: 'scheduler.options' },
    });
    expect(api.logged).toEqual([]);
  });

  it('counts the nodes that a page asks for', async () => {
    const cost = (first: number) =>
      api.execute(`{ generations(first: ${first}) { edges { node { id prompt runs { id state attempt } } } } }`);
    expect((await cost(10)).errors).toBeUndefined();
    expect((await cost(100)).errors?.[0]?.extensions).toMatchObject({
      code: 'QUERY_TOO_COMPLEX',
      accepted: 'a cost of at most 1000',
    });
  });

  it('counts the waiting generations that are asked for', async () => {
    const cost = (first: number) =>
      api.execute(`{ queue { waiting(first: ${first}) { id prompt runs { id stages { seconds } } } } }`);
    expect((await cost(10)).errors).toBeUndefined();
    expect((await cost(100)).errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
  });

  it.each([
    'queue { waiting(first: -1) { id } }',
    'presets(first: -1) { edges { cursor } }',
  ])('refuses fewer items than none: %s', async (query) => {
    const { errors } = await api.execute(`{ ${query} }`);
    expect(errors?.[0]).toMatchObject({
      message: 'first: -1 is no number of items',
      extensions: { code: 'INPUT_INVALID', field: 'first', accepted: '0 to 100' },
    });
  });

  it.each([
    ['devices { id }', 9],
    ['plugins { id }', 28],
    ['memoryForecast(input: { mode: I2V }) { ... on Error { code } }', 4],
    ['scanModels(dir: "x") { ... on Error { code } }', 4],
  ])('counts the work behind %s: no operation asks for it by the hundred', async (field, allowed) => {
    const refused = async (times: number) => {
      const answer = await api.execute(`{ ${Array.from({ length: times }, (_, i) => `a${i}: ${field}`).join(' ')} }`);
      return JSON.stringify(answer).includes('QUERY_TOO_COMPLEX');
    };
    expect(await refused(allowed)).toBe(false);
    expect(await refused(allowed + 1)).toBe(true);
  });

  it('leaves room for every operation of the page and of the commands', async () => {
    const page = await Promise.all(
      readdirSync(PAGE_OPERATIONS).map((file) => import(pathToFileURL(join(PAGE_OPERATIONS, file)).href)),
    );
    const documents = [...page, commands].flatMap((module) =>
      Object.values(module as Record<string, unknown>).filter(isOperation),
    );
    const { GENESIS_MAX_QUERY_COST: most, GENESIS_MAX_QUERY_DEPTH: deepest } = readConfig({});
    // The largest pages that they ask for.
    const variables = { first: 50 };
    expect(documents.length).toBeGreaterThan(25);
    for (const document of documents) {
      const { complexity, depth } = complexityFromQuery(visit(document, withoutRequired), { schema, variables });
      expect(complexity, print(document)).toBeLessThanOrEqual(most);
      expect(depth, print(document)).toBeLessThanOrEqual(deepest);
    }
  });

  it('refuses documents of too many tokens, and bodies that are too long, before reading them', async () => {
    const many = await api.execute(`{ ${'__typename '.repeat(10_001)} }`);
    expect(many.errors?.[0]?.message).toMatch(/10000 tokens/);
    expect((await post(`{"query":"{ __typename }","x":"${'x'.repeat(1024 * 1024)}"}`)).status).toBe(413);
  });

  it('answers introspection, which codegen and GraphiQL need', async () => {
    const { data } = await api.execute('{ __schema { queryType { fields { name } } } }');
    expect(data.__schema.queryType.fields.map(({ name }: { name: string }) => name)).toContain('generations');
  });

  it('refuses what a form of a foreign page can send', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      expect((await post('query=%7B__typename%7D', type)).status).toBe(415);
    expect((await post('not json')).status).toBe(400);
    const viaGet = await api.fetch({}, '/graphql?query=mutation%7BdeletePreset(id%3A%22x%22)%7B__typename%7D%7D');
    expect(viaGet.status).toBe(405);
  });

  it('gives every error about a value a code', async () => {
    for (const query of [
      '{ generations(first: -1) { edges { cursor } } }',
      '{ presets(after: "page 2") { edges { cursor } } }',
      '{ node(id: "Tm90aGluZzox") { id } }',
      'mutation { startGeneration(input: { mode: INFINITETALK, seed: "many" }) { __typename } }',
    ]) {
      const { errors } = await api.execute(query);
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.extensions?.code).toMatch(/^INPUT_INVALID$|^GRAPHQL_VALIDATION_FAILED$/);
    }
    // A global id, but of a type that has none here.
    expect((await api.execute('{ node(id: "Tm90aGluZzox") { id } }')).errors?.[0]).toMatchObject({
      message: '"Tm90aGluZzox" is no id of this API',
      extensions: { field: 'id', accepted: 'an id as the API returns it' },
    });
    expect(api.logged).toEqual([]);
  });

  it('names the field of a value that does not fit the schema, and what an enum takes', async () => {
    const start = 'mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { __typename } }';
    const failure = async (changes: object) => {
      const input = { mode: 'INFINITETALK', prompt: 'at "input.steps"; '.repeat(3), ...changes };
      const { errors } = await api.execute(start, { input });
      return { message: errors?.[0]?.message, ...errors?.[0]?.extensions };
    };
    expect(await failure({ cfg: 'much' })).toMatchObject({ code: 'INPUT_INVALID', field: 'cfg' });
    expect(
      await failure({ speakers: [{ audio: 'a' }, { audio: 'b', box: { x: 'left', y: 0, width: 1, height: 1 } }] }),
    ).toMatchObject({
      field: 'speakers.1.box.x',
    });
    expect(await failure({ scheduler: { options: {} } })).toMatchObject({ field: 'scheduler.id' });
    expect(await failure({ widht: 64 })).toMatchObject({
      field: 'widht',
      message: expect.stringContaining('Did you mean "width"'),
    });
    expect(await failure({ mode: 'TALK' })).toMatchObject({ field: 'mode', accepted: 'I2V, INFINITETALK' });
    const { errors } = await api.execute('query ($first: Int!) { generations(first: $first) { edges { cursor } } }', {
      first: 'ten',
    });
    expect(errors?.[0]?.extensions).toMatchObject({ field: 'first' });
  });

  it.each([{ id: null }, {}])('names a variable that must be given: %j', async (variables) => {
    const { errors } = await api.execute('mutation ($id: ID!) { cancelGeneration(id: $id) { __typename } }', variables);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID', field: 'id' });
  });

  it('does not send back a long value whole, in an error of either kind', async () => {
    const id = 'x'.repeat(70_000);
    const { data } = await api.execute(
      'mutation ($id: ID!) { deletePreset(id: $id) { ... on Error { code message field } } }',
      { id },
    );
    expect(data.deletePreset).toMatchObject({ code: 'PRESET_NOT_FOUND', field: 'id' });
    expect(data.deletePreset.message).toMatch(/^"x+ … x+" is no id of type Preset$/);
    const { errors } = await api.execute('query ($first: Int) { presets(first: $first) { edges { cursor } } }', {
      first: id,
    });
    expect(errors?.[0]?.message).toMatch(/^first: Int cannot represent non-integer value: "x+ … x+"$/);
    for (const { length } of [data.deletePreset.message, errors![0]!.message]) expect(length).toBeLessThanOrEqual(1000);
  });

  it('refuses both ends of a list at once, of which one would be left out', async () => {
    const { errors } = await api.execute('{ presets(first: 1, last: 1) { edges { cursor } } }');
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'INPUT_INVALID',
      field: 'last',
      accepted: 'first or last, not both',
    });
  });

  it('says so in a sentence for a subscription too, with a code of its own', async () => {
    const follow = async (after: unknown) => {
      const query = 'subscription ($after: Int) { generationEvents(id: "R2VuZXJhdGlvbjox", after: $after) { seq } }';
      const response = await api.fetch({
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({ query, variables: { after } }),
      });
      const [, data = '{}'] = /^data: (.+)$/m.exec(await response.text()) ?? [];
      const [error] = JSON.parse(data).errors;
      return { message: error.message, ...error.extensions };
    };
    expect(await follow('x')).toMatchObject({ code: 'INPUT_INVALID', field: 'after' });
    expect(await follow(-1)).toMatchObject({
      code: 'INPUT_INVALID',
      field: 'after',
      message: 'after: what is taken is a sequence number, 0 or more',
    });
  });

  it('serves GraphiQL without asking another host', async () => {
    const page = await (await api.fetch({ headers: { accept: 'text/html' } })).text();
    expect(page).toContain('YogaGraphiQL');
    expect(page.match(/<(?:script|link)[^>]+(?:src|href)=["']?(?:https?:)?\/\//g)).toBeNull();
  });
});
