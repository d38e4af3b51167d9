import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PARITY_DTYPES } from '../parity/dtypes.ts';
import { WRITTEN_DIALECTS } from '../support/synthetic/dialect-names.ts';
import { WRITTEN_CONTAINERS } from '../support/synthetic/write-checkpoint.ts';
import { FormServer } from './pipeline-form.ts';

let server: FormServer;
beforeAll(async () => {
  server = await FormServer.launch();
});
afterAll(() => server.stop());

/** `npm run forms` runs every combination. Here dialects and containers take turns, and every dtype has its own. */
describe('a whole generation with a set of small networks', () => {
  it.each([
    'f32',
    'fp8_e4m3fn_scaled',
  ])('gives the same pictures in every dialect and container with weights in %s', async (dtype) => {
    const made = new Set<string>();
    for (const [i, dialect] of WRITTEN_DIALECTS.entries()) {
      const container = WRITTEN_CONTAINERS[i % WRITTEN_CONTAINERS.length]!;
      const { frames, sha256 } = await server.run({ dialect, container, dtype });
      expect(frames, dialect).toBe(17);
      made.add(sha256);
    }
    expect(made.size).toBe(1);
  });

  it.each(Object.keys(PARITY_DTYPES).slice(1))('runs from the API to the video with weights in %s', async (dtype) => {
    const { frames } = await server.run({ dialect: 'comfyui', container: 'safetensors', dtype });
    expect(frames).toBe(17);
  });
});
