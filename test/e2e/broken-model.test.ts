import { cp, mkdtemp, open, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { openSafetensors } from '../../core/graph/safetensors.ts';
import { RealServer } from '../support/real-server.ts';
import { SHORT, talk } from '../support/talk.ts';

let models: string;
let server: RealServer;

/** Two copies of the demo model: one with NaN among its weights, one whose VAE file is cut off. */
beforeAll(async () => {
  models = await mkdtemp(join(tmpdir(), 'genesis-models-'));
  for (const name of ['nan', 'cut']) {
    await cp(join(PACKAGE_ROOT, 'models', 'demo'), join(models, name), {
      recursive: true,
      filter: (file) => !file.includes('samples') && !file.includes('recipe'),
    });
  }
  const transformer = join(models, 'nan', 'transformer.safetensors');
  const head = (await openSafetensors(transformer)).tensors.get('head.head.weight')!;
  const handle = await open(transformer, 'r+');
  await handle.write(Uint8Array.of(0x00, 0x7e), 0, 2, head.offset);
  await handle.close();
  await truncate(join(models, 'cut', 'vae.safetensors'), 100_000);
  server = await RealServer.launch({ GENESIS_MODELS: models });
});
afterAll(async () => {
  await server.stop();
  await rm(models, { recursive: true, force: true });
});

describe('a broken model', () => {
  it('with NaN in its weights stops the run and names the stage and the tensor', async () => {
    await expect(talk(server.client, 1, { ...SHORT, maxFrames: 17, model: 'nan' })).rejects.toMatchObject({
      code: 'NON_FINITE_TENSOR',
      stage: 'DENOISE',
      field: 'latents',
    });
  });

  it('with a truncated file is refused before anything is queued, and the server lives on', async () => {
    await expect(talk(server.client, 1, { ...SHORT, model: 'cut' })).rejects.toMatchObject({
      code: expect.stringMatching(/CHECKPOINT_INVALID|MODEL_NOT_FOUND/),
    });
    expect((await talk(server.client, 1, { ...SHORT, maxFrames: 17 })).run.result?.frames).toBe(17);
  });
});
