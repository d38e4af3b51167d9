import { expect, it } from 'vitest';
import { checkProviders } from '../../apps/cli/doctor/checks.ts';
import { surroundings } from '../../apps/cli/models/surroundings.ts';
import { type ContributionOf, definePlugin, type Lowering } from '../../core/plugin-api/index.ts';

it('doctor tells a provider that computes something else from one that computes what it should', async () => {
  const around = await surroundings();
  const cpu = around.registry.get('execution-provider', 'cpu') as ContributionOf<'execution-provider'>;
  const made = cpu.create({ log: () => {} }, {});
  const lowering = made.lowering;
  const { convolution } = lowering;
  // One sign in one operator, as a wrong kernel would have it.
  const wrong: Lowering = {
    ...lowering,
    convolution: { ...convolution, leave: (graph, maps) => graph.op('Neg', [convolution.leave(graph, maps)]) },
  };
  around.registry.register(
    definePlugin({
      name: 'wrong',
      version: '1.0.0',
      api: 1,
      contributes: [{ ...cpu, id: 'wrong', create: () => ({ ...made, lowering: wrong }) }],
    }),
  );
  const findings = Object.fromEntries((await checkProviders(around)).map((finding) => [finding.what, finding]));
  expect(findings['provider cpu']).toMatchObject({ health: 'ok', advice: null });
  expect(findings['provider wrong']).toMatchObject({
    health: 'broken',
    // About as large as the picture itself, which depends on the latents.
    found: expect.stringMatching(/^CPU, relative error of a decoded picture \d\.\de(\+0|-1)$/),
    advice: 'it should be below 1e-4: pictures made with it are wrong here',
  });
});
