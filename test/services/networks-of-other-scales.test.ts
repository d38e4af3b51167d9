import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { testFolder } from '../support/database.ts';
import { testServices } from '../support/services.ts';
import { writeTinySet } from '../support/synthetic/tiny-set.ts';

const demo = join(PACKAGE_ROOT, 'models', 'demo');

it.each([
  ['a VAE that makes latents of 4 pixels', { 'wan-vae': { levels: 3 } }, /the vae has 4 pixels a latent/, true],
  [
    'a DiT whose patches are 4 latents wide',
    { 'wan-dit': { patch: 4 }, 'infinitetalk-patch': { patch: 4 } },
    /patches of 1×4×4/,
    false,
  ],
])('%s is refused with the request', async (_what, changes, says, recognised) => {
  const models = testFolder();
  await writeTinySet(join(models, 'other'), demo, changes);
  const services = await testServices({ config: { GENESIS_MODELS: models } });
  const { generations, input } = services;
  await expect(generations.start(input({ model: 'other' }))).rejects.toMatchObject({
    code: 'MODEL_NOT_FOUND',
    field: 'model',
    message: expect.stringMatching(says),
  });
  expect(generations.list({}, { limit: 10 })).toEqual([]);
  const { networks } = (await services.models.list()).find(({ name }) => name === 'other')!;
  expect(networks.length > 4).toBe(recognised);
});
