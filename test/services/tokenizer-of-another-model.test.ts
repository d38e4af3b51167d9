import { readFileSync, writeFileSync } from 'node:fs';
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

it('a prompt with a token that was added beyond the text encoder is refused with the request', async () => {
  const models = testFolder();
  await writeTinySet(join(models, 'more'), join(PACKAGE_ROOT, 'models', 'demo'));
  const file = join(models, 'more', 'text_encoders', 'umt5-tiny', 'tokenizer.json');
  const tokenizer = JSON.parse(readFileSync(file, 'utf8'));
  tokenizer.added_tokens.push({ ...tokenizer.added_tokens[0], id: 5000, content: '<extra>' });
  writeFileSync(file, JSON.stringify(tokenizer));
  const { generations, input } = await testServices({ config: { GENESIS_MODELS: models } });
  await generations.start(input({ model: 'more' }));
  for (const change of [{ prompt: 'a <extra> b' }, { negativePrompt: '<extra>' }]) {
    await expect(generations.start(input({ model: 'more', ...change }))).rejects.toMatchObject({
      code: 'CHECKPOINT_UNSUPPORTED',
      field: 'model',
      message: expect.stringMatching(/token 5000 of "<extra>", the text-encoder has 1133 tokens/),
    });
  }
});
