import { expect, it } from 'vitest';
import { staleFiles } from '../check-generated.ts';

it('schema.graphql and the generated client are what the sources generate', async () => {
  expect(await staleFiles()).toEqual([]);
});
