import { describe, expect, it } from 'vitest';
import type { StepCacheContribution } from '../../core/plugin-api/index.ts';
import easycache from '../../plugins/step-cache-easycache/index.ts';
import magcache from '../../plugins/step-cache-magcache/index.ts';
import none from '../../plugins/step-cache-none/index.ts';
import teacache from '../../plugins/step-cache-teacache/index.ts';
import { stepCacheChecks } from './step-cache.ts';

const VARIANTS: Readonly<Record<string, readonly object[]>> = {
  none: [{}],
  teacache: [{}, { model: 'generic', threshold: 0.1 }, { threshold: 1 }],
  magcache: [{}, { model: 'generic' }, { threshold: 0.3, maxSkips: 6 }, { maxSkips: 0 }],
  easycache: [{}, { threshold: 0.1 }, { threshold: 1 }],
};
const caches = [none, teacache, magcache, easycache].map((plugin) => plugin.contributes[0] as StepCacheContribution);

for (const cache of caches) {
  for (const options of VARIANTS[cache.id]!) {
    describe(`${cache.id} ${JSON.stringify(options)}`, () => {
      for (const check of stepCacheChecks(cache, options)) it(check.name, check.run);
    });
  }
}

describe('the step cache suite notices', () => {
  const failures = async (contribution: StepCacheContribution) => {
    const names: string[] = [];
    for (const check of stepCacheChecks(contribution, { threshold: 1 })) {
      try {
        await check.run();
      } catch {
        names.push(check.name);
      }
    }
    return names.join('; ');
  };
  const faulty = (
    change: (run: ReturnType<ReturnType<typeof prepared>['prepare']>) => object,
  ): StepCacheContribution => ({
    ...caches[3]!,
    create: (context, options) => ({
      prepare: (request) => {
        const run = caches[3]!.create(context, options).prepare(request);
        return { ...run, ...change(run) };
      },
    }),
  });
  const prepared = () => caches[3]!.create({ log: () => {} }, caches[3]!.options.parse({}));

  it('a state that forgets, lost counts and a skip out of turn', async () => {
    expect(await failures(faulty((run) => ({ save: () => ({ ...run.save(), tensors: {} }) })))).toContain(
      'bit for bit',
    );
    expect(await failures(faulty(() => ({ counts: () => ({ forwards: 0, skipped: 0 }) })))).toContain('counts every');
    const eager = faulty(() => ({
      reuse: ({ step, latents }: { step: number; latents: Float32Array }) => (step > 0 ? latents.slice() : null),
    }));
    expect(await failures(eager)).toContain('before its start step');
  });
});
