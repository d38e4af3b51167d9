import { expect, it } from 'vitest';
import { specDifferences } from '../../core/runs/spec-differences.ts';
import { testServices, uploadSample } from '../support/services.ts';

it('a rerun is resolved to the same settings whatever became of preset and defaults', async () => {
  const services = await testServices();
  services.presets.create({ name: 'mine', settings: { steps: 4, maxFrames: 81, cfg: 3 } });
  const first = await services.generations.start(services.input({ preset: 'mine', scheduler: { id: 'dpm++' } }));
  await services.presets.update(services.presets.find('mine').id, { settings: { steps: 9, maxFrames: 41 } });
  await services.plugins.setDefault('scheduler', 'unipc', { solverOrder: 3 });
  const again = await services.generations.rerun(first.id, {});
  expect(again.specHash).toBe(first.specHash);
  expect(again.id).not.toBe(first.id);
});

it('a rerun takes changes, and one key stands for one rerun', async () => {
  const services = await testServices();
  const first = await services.generations.start(services.input());
  const changes = { seed: 77, guidance: { id: 'apg' } };
  const again = await services.generations.rerun(first.id, changes, 'key');
  const paths = specDifferences(first.spec, again.spec).map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['guidance.id', 'seed']));
  expect(paths.every((path) => path.startsWith('guidance.') || path === 'seed')).toBe(true);
  expect((await services.generations.rerun(first.id, changes, 'key')).id).toBe(again.id);
  await expect(services.generations.rerun(first.id, {}, 'key')).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  await expect(services.generations.rerun(first.id, { steps: 0 })).rejects.toMatchObject({ field: 'steps' });
});

it('differences name the path of a setting, and compare inputs by their content', async () => {
  const services = await testServices();
  const first = await services.generations.start(services.input({ seed: 1 }));
  const other = await uploadSample(services, 'portrait_2.png');
  const second = await services.generations.rerun(first.id, {
    image: other.id,
    scheduler: { id: 'unipc', options: { solverOrder: 3 } },
  });
  const found = specDifferences(first.spec, second.spec);
  expect(found.find(({ path }) => path === 'image.sha256')).toEqual({
    path: 'image.sha256',
    first: first.spec.image?.sha256,
    second: other.sha256,
  });
  expect(found.some(({ path }) => path === 'image.id')).toBe(false);
});
