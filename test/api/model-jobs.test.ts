import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { createServices } from '../../apps/server/container.ts';
import type { ModelJob, Services } from '../../apps/server/services/services.ts';
import { PULL_PRESETS } from '../../core/models/pull-presets.ts';
import { apiOver, type TestApi } from '../support/api-client.ts';
import { testConfig } from '../support/api-services.ts';
import { testFolder } from '../support/database.ts';
import { serveTinySet, startHub } from '../support/model-hub.ts';
import { until } from '../support/services.ts';
import { writeTinySet } from '../support/synthetic/tiny-set.ts';

const STUB_WORKER = new URL('../fixtures/stub-worker.mjs', import.meta.url);
const JOB = 'id kind model state step bytesDone bytesTotal secondsLeft errorCode errorMessage';
const PULL = /* GraphQL */ `
  mutation ($preset: String!) {
    pullModel(preset: $preset) {
      ... on PullModelSuccess { job { ${JOB} } }
      ... on Error { code field accepted }
    }
  }
`;
const QUANTIZE = /* GraphQL */ `
  mutation ($name: String!, $precision: String!, $network: NetworkRole, $block: Int) {
    quantizeModel(name: $name, precision: $precision, network: $network, block: $block) {
      ... on QuantizeModelSuccess { job { ${JOB} } }
      ... on Error { code field accepted }
    }
  }
`;
const SCAN = /* GraphQL */ `
  query ($dir: String!) {
    scanModels(dir: $dir) {
      ... on ScanModelsSuccess {
        scan { modes lacks files { path kind container dialect precisions { dtype scaled } role missing unexpected use problem { code } } }
      }
      ... on Error { code field accepted }
    }
  }
`;

interface Setup {
  readonly api: TestApi<Services>;
  readonly models: string;
  readonly data: string;
}

async function setup(environment: Record<string, string> = {}): Promise<Setup> {
  const [data, models] = [testFolder(), join(testFolder(), 'models')];
  await writeTinySet(join(models, 'tiny'), join(PACKAGE_ROOT, 'models', 'demo'));
  const config = testConfig({ GENESIS_DATA: data, GENESIS_MODELS: models, ...environment });
  const services = await createServices(config, pino({ level: 'silent' }), STUB_WORKER);
  onTestFinished(() => services.close());
  return { api: apiOver(services, config), models, data };
}

/** Every state that a subscriber is told, to the job's end. */
async function follow(services: Services, id: string): Promise<ModelJob[]> {
  const seen: ModelJob[] = [];
  for await (const job of services.modelJobs.subscribe(id, AbortSignal.timeout(60_000))) seen.push(job);
  return seen;
}

describe('model jobs', () => {
  it('quantise a set in a process of their own, with progress', async () => {
    const { api, data } = await setup();
    const { data: answer } = await api.execute(QUANTIZE, { name: 'tiny', precision: 'q8', block: 32 });
    const { job } = answer.quantizeModel;
    expect(job).toMatchObject({ kind: 'QUANTIZE', model: 'tiny', state: 'RUNNING', errorCode: null });
    const again = await api.execute(QUANTIZE, { name: 'tiny', precision: 'q8', block: 32 });
    expect(again.data.quantizeModel.job.id).toBe(job.id);
    const seen = await follow(api.services, job.id);
    expect(seen.at(-1)).toMatchObject({ state: 'SUCCEEDED', failure: null });
    expect(seen.at(-1)!.bytesDone).toBe(seen.at(-1)!.bytesTotal);
    expect(seen.map(({ bytesDone }) => bytesDone)).toEqual(
      seen.map(({ bytesDone }) => bytesDone).sort((a, b) => a - b),
    );
    expect(readdirSync(join(data, 'weights'))).toHaveLength(4);
  });

  it('quantise one network where only that is asked for', async () => {
    const { api, data } = await setup();
    const { data: answer } = await api.execute(QUANTIZE, { name: 'tiny', precision: 'q8', network: 'TEXT_ENCODER' });
    const seen = await follow(api.services, answer.quantizeModel.job.id);
    expect(seen.at(-1)).toMatchObject({ state: 'SUCCEEDED', step: 'text-encoder' });
    expect(readdirSync(join(data, 'weights'))).toHaveLength(1);
  });

  it('are followed over a subscription', async () => {
    const { api } = await setup();
    const { data } = await api.execute(QUANTIZE, { name: 'tiny', precision: 'q4' });
    const response = await api.fetch({
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({
        query: `subscription ($id: ID!) { modelJob(id: $id) { ${JOB} } }`,
        variables: { id: data.quantizeModel.job.id },
      }),
    });
    const text = await response.text();
    const states = [...text.matchAll(/"state":"(\w+)"/g)].map(([, state]) => state);
    expect(states[0]).toBe('RUNNING');
    expect(states.at(-1)).toBe('SUCCEEDED');
  });

  it('refuse at once what cannot be done', async () => {
    const { api } = await setup();
    const quantize = async (variables: Record<string, unknown>) =>
      (await api.execute(QUANTIZE, variables)).data.quantizeModel;
    expect(await quantize({ name: 'tiny', precision: 'q9' })).toMatchObject({ code: 'PLUGIN_NOT_FOUND' });
    expect(await quantize({ name: 'tiny', precision: 'q8', block: 7 })).toMatchObject({
      code: 'PLUGIN_OPTIONS_INVALID',
    });
    expect(await quantize({ name: 'huge', precision: 'q8' })).toMatchObject({
      code: 'MODEL_NOT_FOUND',
      field: 'model',
    });
    expect((await api.execute(PULL, { preset: 'all' })).data.pullModel).toMatchObject({
      code: 'MODEL_NOT_FOUND',
      field: 'preset',
    });
    const cancel = await api.execute('mutation { cancelModelJob(id: "none") { ... on Error { code field } } }');
    expect(cancel.data.cancelModelJob).toEqual({ code: 'JOB_NOT_FOUND', field: 'id' });
  });

  it('that fail say why', async () => {
    const { api } = await setup({ GENESIS_MIN_FREE_DISK: String(2 ** 52) });
    const { data } = await api.execute(QUANTIZE, { name: 'tiny', precision: 'q8' });
    const seen = await follow(api.services, data.quantizeModel.job.id);
    expect(seen.at(-1)).toMatchObject({ state: 'FAILED', failure: { code: 'DISK_FULL' } });
  });
});

describe('pulled sets', () => {
  const preset = PULL_PRESETS.find(({ id }) => id === 'i2v-480p-fp8')!;
  const [dit] = preset.files;
  it('are cancelled, go on where they were, and are listed without a restart', async () => {
    const hub = await startHub();
    onTestFinished(() => hub.close());
    const { api, models } = await setup({ GENESIS_HUB_URL: hub.url });
    await serveTinySet(hub, preset, join(models, 'tiny'));
    const file = `${dit!.repo}/${dit!.path}`;
    hub.mischief.set(file, { hangAfter: 300_000 });
    const { job } = (await api.execute(PULL, { preset: preset.id })).data.pullModel;
    await until(() => api.services.modelJobs.find(job.id).bytesDone >= 300_000);
    const cancel = `mutation ($id: ID!) { cancelModelJob(id: $id) { ... on CancelModelJobSuccess { job { state errorCode } } } }`;
    expect((await api.execute(cancel, { id: job.id })).data.cancelModelJob).toEqual({
      job: { state: 'CANCELLED', errorCode: 'CANCELLED' },
    });
    hub.mischief.clear();
    const resumed = (await api.execute(PULL, { preset: preset.id })).data.pullModel.job;
    expect(resumed.id).not.toBe(job.id);
    const seen = await follow(api.services, resumed.id);
    expect(seen.at(-1)).toMatchObject({ state: 'SUCCEEDED' });
    expect(hub.requests.filter((request) => request.file === file).map(({ start }) => start)).toEqual([0, 300_000]);
    expect(existsSync(join(models, preset.id, dit!.to))).toBe(true);
    const { data } = await api.execute('{ models { name modes files { path use } } }');
    expect(data.models).toContainEqual(expect.objectContaining({ name: preset.id, modes: ['I2V'] }));
  });
});

describe('model folders through the API', () => {
  it('show what check shows', async () => {
    const { api, models } = await setup();
    mkdirSync(join(models, 'empty'));
    const { data } = await api.execute(SCAN, { dir: 'tiny' });
    const { scan } = data.scanModels;
    expect(scan).toMatchObject({ modes: ['INFINITETALK', 'I2V'], lacks: [] });
    expect(scan.files).toContainEqual({
      path: 'diffusion_models/wan2.1_i2v_tiny_fp8_scaled.safetensors',
      kind: 'NETWORK',
      container: 'safetensors',
      dialect: 'official, model.diffusion_model., scaled',
      precisions: expect.arrayContaining([{ dtype: 'float8e4m3fn', scaled: true }]),
      role: 'DIT',
      missing: [],
      unexpected: [],
      use: 'I2V; with an InfiniteTalk patch also INFINITETALK',
      problem: null,
    });
    const listed = await api.execute('{ models { name files { path kind } } }');
    const tiny = listed.data.models.find(({ name }: { name: string }) => name === 'tiny');
    expect(tiny.files).toEqual(scan.files.map(({ path, kind }: Record<string, string>) => ({ path, kind })));
    const empty = await api.execute(SCAN, { dir: 'empty' });
    expect(empty.data.scanModels.scan).toMatchObject({ modes: [], files: [] });
  });

  it('say what is wrong with a file and with the set, by codes', async () => {
    const { api, models } = await setup();
    mkdirSync(join(models, 'damaged'));
    writeFileSync(join(models, 'damaged', 'dit.safetensors'), 'no checkpoint');
    const query = '{ models { name problem problemCode files { path kind problem { code message accepted } } } }';
    const { data, errors } = await api.execute(query);
    expect(errors).toBeUndefined();
    const damaged = data.models.find(({ name }: { name: string }) => name === 'damaged');
    expect(damaged).toMatchObject({ problem: expect.stringMatching(/has no/), problemCode: 'MODEL_NOT_FOUND' });
    expect(damaged.files).toEqual([
      {
        path: 'dit.safetensors',
        kind: 'UNUSABLE',
        problem: {
          code: 'CHECKPOINT_INVALID',
          message: expect.stringContaining('is no checkpoint'),
          accepted: expect.stringContaining('safetensors'),
        },
      },
    ]);
  });

  it('end at the models folder', async () => {
    const { api, models } = await setup();
    symlinkSync('/', join(models, 'outside'));
    for (const dir of [
      '..',
      '/',
      '../..',
      'outside',
      'tiny/../..',
      'nowhere',
      'tiny\0',
      'tiny/vae/wan_2.1_vae_tiny.safetensors',
    ]) {
      const { data } = await api.execute(SCAN, { dir });
      expect(data.scanModels, dir).toMatchObject({ code: 'INPUT_INVALID', field: 'dir' });
    }
  });
});
