import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { testFolder } from '../support/database.ts';
import { testServices } from '../support/services.ts';
import { writeTinySet } from '../support/synthetic/tiny-set.ts';

it('a tokenizer with more tokens than the text encoder has is refused with the request', async () => {
  const models = testFolder();
  const demo = join(PACKAGE_ROOT, 'models', 'demo');
  await writeTinySet(join(models, 'same'), demo);
  await writeTinySet(join(models, 'other'), demo, { umt5: { vocab: 1000 } });
  const { generations, input } = await testServices({ config: { GENESIS_MODELS: models } });
  await generations.start(input({ model: 'same' }));
  await expect(generations.start(input({ model: 'other' }))).rejects.toMatchObject({
    code: 'CHECKPOINT_UNSUPPORTED',
    field: 'model',
    message: expect.stringMatching(/tokenizer\.json: the tokenizer has 1133 tokens, the text-encoder 1000/),
    accepted: 'a tokenizer.json with at most 1000 tokens',
  });
  expect(generations.list({}, { limit: 10 })).toHaveLength(1);
});
