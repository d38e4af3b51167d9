import {
  createSchedulerRun,
  definePlugin,
  EMPTY_MEMORY,
  float32Timesteps,
  linearCombination,
  PLUGIN_API_VERSION,
  requestedSigmas,
  shiftSigma,
  storedSigmas,
  z,
} from 'genesis/plugin-api';

/** Sigmas from 1 to above 0, spaced by a cosine to the power of `sharpness`, then shifted. */
function cosineSigmas(steps, shift, sharpness) {
  return Array.from({ length: steps }, (_, index) =>
    shiftSigma(Math.cos((Math.PI / 2) * (index / steps)) ** sharpness, shift),
  );
}

export default definePlugin({
  name: 'genesis-scheduler-example',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'scheduler',
      id: 'example-cosine-euler',
      version: '1.0.0',
      title: 'Cosine Euler (example)',
      description: 'Euler steps on cosine-spaced sigmas; one model call per step. Deterministic.',
      translations: {
        zh: {
          title: '余弦 Euler（示例）',
          description: '在按余弦排列的噪声级上做 Euler 步；每步调用模型一次。结果确定。',
        },
      },
      options: z.object({
        sharpness: z
          .number()
          .min(0.5)
          .max(3)
          .default(1)
          .describe('Above 1: more steps near the clean end.')
          .meta({ translations: { zh: '大于 1：在接近干净的一端多分配步数。' } }),
      }),
      capabilities: { stochastic: false, callsPerStep: 1 },
      create: (_context, options) => ({
        prepare(request) {
          const table = (steps, shift) => cosineSigmas(steps, shift, options.sharpness);
          const exact = requestedSigmas(request, table);
          const sigmas = storedSigmas(exact);
          return createSchedulerRun({
            timesteps: float32Timesteps(exact),
            sigmas,
            advance: ({ index, velocity, sample }) => ({
              sample: linearCombination([
                [1, sample],
                [sigmas[index + 1] - sigmas[index], velocity],
              ]),
              memory: EMPTY_MEMORY,
            }),
          });
        },
      }),
    },
  ],
});
