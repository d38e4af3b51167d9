import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { testServices, uploadSample } from '../support/services.ts';

it('an upload of the same content mends an asset whose file was damaged', async () => {
  const services = await testServices();
  const asset = services.assets.find(services.audio);
  const content = readFileSync(services.assets.path(asset));
  writeFileSync(services.assets.path(asset), content.subarray(0, 100));
  expect((await uploadSample(services, 'speech_1.wav')).id).toBe(asset.id);
  expect(readFileSync(services.assets.path(asset)).equals(content)).toBe(true);
});

it('a video that is made again mends the one that was damaged', async () => {
  const services = await testServices();
  const { id } = await services.generations.start(services.input({ prompt: 'twin' }));
  await services.followToEnd(id);
  const output = services.assets.find(services.generations.find(id).outputAsset!);
  const content = readFileSync(services.assets.path(output));
  writeFileSync(services.assets.path(output), 'damaged');
  const again = await services.generations.start(services.input({ prompt: 'twin' }));
  await services.followToEnd(again.id);
  expect(services.generations.find(again.id).outputAsset).toBe(output.id);
  expect(readFileSync(services.assets.path(output)).equals(content)).toBe(true);
});
