import { cp, mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSample } from '../../apps/cli/samples.ts';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { ERROR_CATALOGUE } from '../../core/errors/catalogue.ts';
import { type GraphQLAnswer, UPLOAD, uploadForm } from '../support/api-client.ts';
import { HostileOperations, hostileFile, type KnownValues, type Operation, seeded } from '../support/hostile-values.ts';
import { RealServer } from '../support/real-server.ts';

const SEED = Number(process.env.GENESIS_FUZZ_SEED ?? 20260101);
const ROUNDS = Number(process.env.GENESIS_FUZZ_ROUNDS ?? 12);
/** Of the server's event loop. */
const MOST_BLOCKED_MS = 2000;

/** Those of the GraphQL server are for operations that are not well-formed, of which there are none. */
const CODES = new Set<string>(Object.keys(ERROR_CATALOGUE).filter((code) => code !== 'INTERNAL'));

let server: RealServer;
let models = '';
beforeAll(async () => {
  models = await mkdtemp(join(tmpdir(), 'genesis-hostile-'));
  // A model set that cannot be used: what is wrong with it is told, and not where it lies.
  await cp(join(PACKAGE_ROOT, 'models', 'demo'), join(models, 'broken'), { recursive: true });
  await truncate(join(models, 'broken', 'vae.safetensors'), 100_000);
  server = await RealServer.launch({ GENESIS_LOG: 'silent', GENESIS_MODELS: models });
}, 60_000);
afterAll(async () => {
  await server.stop();
  await rm(models, { recursive: true, force: true });
});

async function post(body: unknown): Promise<{ status: number; text: string }> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

const ask = async (query: string): Promise<GraphQLAnswer> => JSON.parse((await post({ query })).text);

/** Every `code` in an answer, of errors and of typed results. */
function codesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { code, __typename } = value as { code?: unknown; __typename?: unknown };
  const own = typeof code === 'string' && (__typename === undefined || /Error$/.test(String(__typename))) ? [code] : [];
  return [...own, ...Object.values(value).flatMap(codesIn)];
}

/** What is wrong with an answer; null: nothing. */
function fault(status: number, text: string): string | null {
  if (status >= 500) return `HTTP ${status}`;
  const secret = [server.dataDir, models, PACKAGE_ROOT, homedir() === '/' ? '' : `${homedir()}/`].find(
    (path) => path !== '' && text.includes(path),
  );
  if (secret) return `it tells a path of the server: ${secret}`;
  if (/\\n\s+at \S/.test(text)) return 'it tells a stack';
  const { data, errors } = JSON.parse(text) as GraphQLAnswer;
  if (data === undefined && errors === undefined) return 'it is no answer of GraphQL';
  const uncoded = errors?.find(({ extensions }) => typeof extensions?.code !== 'string');
  if (uncoded) return `an error without a code: ${uncoded.message}`;
  const unknown = codesIn([data, errors]).find((code) => !CODES.has(code));
  return unknown === undefined ? null : `the code ${unknown}`;
}

/** Asks again and again how long the server takes to say that it is well. @returns a function that stops and tells the longest time */
function watch(): () => Promise<number> {
  let watching = true;
  let longest = 0;
  const watched = (async () => {
    while (watching) {
      const before = performance.now();
      await fetch(`${server.url}/health`).catch(() => {});
      longest = Math.max(longest, performance.now() - before);
      await setTimeout(20);
    }
  })();
  return async () => {
    watching = false;
    await watched;
    return longest;
  };
}

async function startGeneration(image: string): Promise<string> {
  const input = `{ mode: INFINITETALK, image: "${image}", steps: 1, maxFrames: 5, frameWindowSize: 5, motionFrames: 1 }`;
  const result = `... on StartGenerationSuccess { generation { id } }`;
  return (await ask(`mutation { startGeneration(input: ${input}) { ${result} } }`)).data.startGeneration.generation.id;
}

async function createPreset(): Promise<string> {
  const result = '... on CreatePresetSuccess { preset { id } }';
  return (await ask(`mutation { createPreset(input: { name: "made" }) { ${result} } }`)).data.createPreset.preset.id;
}

async function known(): Promise<KnownValues> {
  const { image, audio } = await readSample(1);
  const picture = await server.client.upload(image);
  const voice = await server.client.upload(audio);
  const { data } = await ask('{ plugins { id kind } presets { edges { node { id name } } } models { name } }');
  const presets: string[] = data.presets.edges.map(({ node }: { node: { id: string } }) => node.id);
  const plugins: { id: string; kind: string }[] = data.plugins;
  const pluginsOf = (kind: string) => plugins.filter((plugin) => plugin.kind === kind).map(({ id }) => id);
  const generations = await Promise.all([startGeneration(picture), startGeneration(picture)]);
  const preset = await createPreset();
  return {
    image: [picture],
    mask: [picture],
    audio: [voice],
    video: [null],
    after: [null],
    before: [null],
    idempotencyKey: [null],
    'input.name': ['made', 'other', 'third', 'fourth', 'fifth'],
    useTf32: [null],
    forceContiguousTensors: [null],
    multiAudio: ['PARA', 'ADD'],
    asset: [picture, voice],
    id: generations,
    'deleteGeneration.id': [generations[0]],
    'generationDiff.first': generations,
    first: [1, 5, 100],
    last: [null],
    second: generations,
    startLatents: generations,
    'node.id': [picture, ...presets, ...generations],
    'updatePreset.id': [preset, presets[0]],
    'deletePreset.id': [preset, ...presets],
    'setDefaultPlugin.id': plugins.map(({ id }) => id),
    'scheduler.id': pluginsOf('SCHEDULER'),
    'guidance.id': pluginsOf('GUIDANCE'),
    'stepCache.id': pluginsOf('STEP_CACHE'),
    'memory.id': pluginsOf('MEMORY_STRATEGY'),
    'provider.id': pluginsOf('EXECUTION_PROVIDER'),
    'precision.id': pluginsOf('PRECISION'),
    'networkPrecision.id': pluginsOf('PRECISION'),
    'output.id': pluginsOf('OUTPUT'),
    preset: ['demo', 'demo', 'vram-8gb'],
    basedOn: ['demo', 'vram-24gb'],
    presetName: ['demo', 'made'],
    name: ['demo', 'made', 'other'],
    model: ['demo', 'demo', 'broken'],
    'scanModels.dir': ['broken', '.'],
    'quantizeModel.name': ['demo', 'broken'],
    precision: ['fp32', 'q8', 'auto'],
    provider: ['cpu', 'webgpu', 'cuda'],
    role: ['DIT', 'VAE', 'TEXT_ENCODER'],
    x: [0],
    y: [0],
    sigmas: [1],
    startStep: [0],
    endStep: [-1],
    denoiseStrength: [1, 0.5],
    width: [64, 128],
    height: [64, 128],
    // What may be accepted is over soon.
    steps: [1],
    maxFrames: [1, 5],
    frameWindowSize: [29],
    motionFrames: [1, 5],
  };
}

/** @param blocked longest time in milliseconds that it took to answer */
async function isWell(blocked: number): Promise<void> {
  expect(blocked, `GENESIS_FUZZ_SEED=${SEED}: milliseconds until the server answered`).toBeLessThan(MOST_BLOCKED_MS);
  expect((await ask('{ preset(name: "demo") { problems { code } } }')).data).toEqual({ preset: { problems: [] } });
}

it('hostile requests of every kind are answered, typed, by a server that goes on', async () => {
  const introspected = (await ask(getIntrospectionQuery())) as { data: IntrospectionQuery };
  const schema = buildClientSchema(introspected.data);
  const operations = new HostileOperations(schema, SEED, await known(), ['image']);
  const stop = watch();
  const faults: { what: string; operation: Operation }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const operation of operations.round()) {
      const { status, text } = await post({ query: operation.query, variables: operation.variables });
      const what = fault(status, text);
      if (what !== null) faults.push({ what: `${what} (${text.slice(0, 500)})`, operation });
    }
  }
  const blocked = await stop();
  const told = faults
    .slice(0, 10)
    .map(({ what, operation }) => `${what}\n  ${JSON.stringify(operation).slice(0, 1500)}`);
  expect(told, `GENESIS_FUZZ_SEED=${SEED} GENESIS_FUZZ_ROUNDS=${ROUNDS}: ${faults.length} faults`).toEqual([]);
  await isWell(blocked);
}, 120_000);

it('hostile files are taken or refused, typed, by a server that goes on', async () => {
  const random = seeded(SEED);
  const sample = await readSample(1);
  const samples = await Promise.all([readFile(sample.image), readFile(sample.audio)]);
  const stop = watch();
  const faults: string[] = [];
  for (let time = 0; time < 10 * ROUNDS; time++) {
    const content = hostileFile(random, samples);
    const headers = { 'apollo-require-preflight': '1' };
    const body = uploadForm(UPLOAD, content, '../../x.png');
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
    const text = await response.text();
    const what = fault(response.status, text);
    if (what !== null) faults.push(`file ${time}, ${what} (${text.slice(0, 500)})`);
    const { asset } = JSON.parse(text).data?.uploadAsset ?? {};
    const thumbnail = asset && asset.kind !== 'AUDIO' ? asset.url.replace('/assets/', '/thumbnails/') : null;
    if (thumbnail && (await fetch(server.url + thumbnail)).status >= 500) faults.push(`file ${time}: its thumbnail`);
  }
  expect(faults.slice(0, 10), `GENESIS_FUZZ_SEED=${SEED}: ${faults.length} faults`).toEqual([]);
  await isWell(await stop());
}, 120_000);
