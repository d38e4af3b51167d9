import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeId } from '../../apps/server/schema/ids.ts';
import { type RunningServer, startServer } from '../../apps/server/server.ts';
import type { Previews } from '../../apps/server/services/previews.ts';
import type { OutputContribution } from '../../core/plugin-api/index.ts';
import { SAMPLING_DEFAULTS } from '../../core/runs/sampling-settings.ts';
import webp from '../../plugins/output-webp/index.ts';
import { type TestApi, testApi } from '../support/api-client.ts';
import { type FakeServices, fakeServices, testConfig } from '../support/api-services.ts';
import { demoSettings } from '../support/api-settings.ts';
import { type StartingApi, startingApi } from '../support/starting-api.ts';

const IMPORT = /* GraphQL */ `
  mutation ($json: JSON!, $presetName: String) {
    importComfyWorkflow(json: $json, presetName: $presetName) {
      ... on ImportComfyWorkflowSuccess {
        import {
          format
          settings
          preset { name settings { steps cfg colorCorrection { method } denoiseStrength } }
          report { nodeType argument outcome field }
        }
      }
      ... on Error { code field }
    }
  }
`;

const WORKFLOW = {
  1: { class_type: 'WanVideoSampler', inputs: { steps: 12, cfg: 5, denoise_strength: 0.6, rope_function: 'comfy' } },
  2: { class_type: 'WanVideoImageToVideoMultiTalk', inputs: { colormatch: 'mkl', width: 256, height: 256 } },
};

describe('a ComfyUI workflow', () => {
  let api: TestApi;
  let start: StartingApi['start'];
  beforeEach(async () => {
    ({ api, start } = await startingApi());
  });
  afterEach(() => api.services.close());

  it('becomes a preset, with a report of every argument', async () => {
    const { data } = await api.execute(IMPORT, { json: WORKFLOW, presetName: 'from-comfy' });
    const made = data.importComfyWorkflow.import;
    expect(made).toMatchObject({
      format: 'API',
      settings: { mode: 'INFINITETALK', steps: 12, cfg: 5, denoiseStrength: 0.6 },
      preset: { name: 'from-comfy', settings: { steps: 12, cfg: 5, colorCorrection: { method: 'MKL' } } },
    });
    expect(made.report).toContainEqual({
      nodeType: 'WanVideoSampler',
      argument: 'steps',
      outcome: 'MAPPED',
      field: 'steps',
    });
  });

  it('gives settings that a request takes as they come back', async () => {
    const talk = {
      1: { class_type: 'WanVideoSampler', inputs: { ...WORKFLOW[1].inputs, batched_cfg: true, seed: 5 } },
      2: WORKFLOW[2],
      3: { class_type: 'MultiTalkWav2VecEmbeds', inputs: { num_frames: 100, fps: 25, multi_audio_type: 'add' } },
      4: { class_type: 'WanVideoModelLoader', inputs: { quantization: 'fp8_e4m3fn' } },
    };
    const { settings } = (await api.execute(IMPORT, { json: talk })).data.importComfyWorkflow.import;
    expect(settings).toMatchObject({
      multiAudio: 'ADD',
      ropeFunction: 'COMFY',
      colorCorrection: { method: 'MKL' },
      networkPrecision: [{ role: 'DIT', id: 'fp8_e4m3fn' }],
    });
    const started = await start(settings);
    expect(started).toMatchObject({ generation: { state: 'QUEUED', seed: 5, settings: { steps: 12 } } });
  });

  it('is only reported without a name, and refused when it is none', async () => {
    const { data } = await api.execute(IMPORT, { json: WORKFLOW });
    expect(data.importComfyWorkflow.import.preset).toBeNull();
    const refused = await api.execute(IMPORT, { json: { 1: { class_type: 'KSampler', inputs: {} } } });
    expect(refused.data.importComfyWorkflow).toEqual({ code: 'WORKFLOW_INVALID', field: 'json' });
  });
});

describe('a video made here', () => {
  it('gives its settings back; another file does not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'genesis-import-'));
    const api = await testApi();
    try {
      const spec = {
        ...demoSettings,
        ...SAMPLING_DEFAULTS,
        mode: 'INFINITETALK',
        prompt: 'smile',
        negativePrompt: '',
        seed: 7,
      };
      const output = (webp.contributes[0] as OutputContribution).create({ log: () => {} }, { quality: 90, effort: 0 });
      const format = { width: 16, height: 16, fps: 25 };
      const segment = join(folder, 'segment.webp');
      const writer = await output.openSegment(segment, format);
      await writer.write(new Uint8Array(16 * 16 * 3));
      await writer.close();
      const target = join(folder, 'video.webp');
      const metadata = { genesis: JSON.stringify({ ...spec, preset: 'demo', image: { sha256: 'f'.repeat(64) } }) };
      await output.join({ segments: [segment], target, format, audio: null, metadata });
      const ingest = async (bytes: Uint8Array) => {
        async function* content() {
          yield bytes;
        }
        return encodeId('Asset', (await api.services.assets.ingest(content(), {})).id);
      };
      const query = '($id: ID!) { settingsFromVideo(asset: $id) { mode prompt seed settings { steps } image { id } } }';
      const found = await api.execute(`query ${query}`, { id: await ingest(await readFile(target)) });
      expect(found.data.settingsFromVideo).toEqual({
        mode: 'INFINITETALK',
        prompt: 'smile',
        seed: 7,
        settings: { steps: 8 },
        image: null,
      });
      const people = [
        { audio: { sha256: 'a'.repeat(64) }, box: { x: 1, y: 2, width: 3, height: 4 }, mask: null },
        { audio: { sha256: 'b'.repeat(64) }, box: null, mask: { sha256: 'c'.repeat(64) } },
      ];
      const prompts = [{ at: 2, prompt: 'laugh' }];
      const talk = {
        ...spec,
        preset: 'demo',
        speakers: people,
        multiAudio: 'add',
        prompts,
        startLatents: { keys: [] },
      };
      await output.join({
        segments: [segment],
        target,
        format,
        audio: null,
        metadata: { genesis: JSON.stringify(talk) },
      });
      const several = await api.execute(
        'query ($id: ID!) { settingsFromVideo(asset: $id) { generation { id } multiAudio prompts { at prompt } speakers { audio { id } box { x width } mask { id } } startLatents missing } }',
        { id: await ingest(await readFile(target)) },
      );
      expect(several.data.settingsFromVideo).toEqual({
        generation: null,
        multiAudio: 'ADD',
        prompts,
        speakers: [
          { audio: null, box: { x: 1, width: 3 }, mask: null },
          { audio: null, box: null, mask: null },
        ],
        startLatents: null,
        missing: ['speakers.0.audio', 'speakers.1.audio', 'speakers.1.mask', 'startLatents'],
      });
      const none = await api.execute(`query ${query}`, { id: await ingest(await readFile(segment)) });
      expect(none.errors?.[0]?.extensions).toMatchObject({ code: 'ASSET_UNREADABLE', field: 'asset' });
    } finally {
      await api.services.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('previews', () => {
  let services: FakeServices;
  let server: RunningServer;
  beforeEach(async () => {
    services = await fakeServices();
    server = await startServer(testConfig(), services);
  });
  afterEach(() => server.close());

  it('are served by the generation, the latest wins, and the oldest generations are forgotten', async () => {
    const previews = services.previews as Previews;
    const get = (id: string) => fetch(`${server.url}/previews/${encodeId('Generation', id)}?window=0&step=2`);
    previews.show('one', Buffer.from('first').toString('base64'));
    previews.show('one', Buffer.from('second').toString('base64'));
    const answer = await get('one');
    expect(answer.headers.get('content-type')).toBe('image/webp');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toBe('second');
    expect((await get('nobody')).status).toBe(404);
    for (let i = 0; i < 16; i++) previews.show(`later-${i}`, '');
    expect((await get('one')).status).toBe(404);
  });
});
