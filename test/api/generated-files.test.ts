import { expect, it } from 'vitest';
import { staleFiles } from '../../apps/cli/check-generated.ts';

it('schema.graphql and the generated client are what the sources generate', async () => {
  expect(await staleFiles()).toEqual([]);
});
