import { describe, expect, it } from 'vitest';
import { createRegistry } from '../../apps/builtin-plugins.ts';
import { optionFields } from '../../apps/server/schema/plugin-options.ts';
import { z } from '../../core/plugin-api/index.ts';

describe('a unit in the schema of an option', () => {
  it('is published, wherever the default, the description and null stand', () => {
    const options = z.object({
      tile: z.int().min(64).default(256).describe('Side of a tile.').meta({ unit: 'px' }),
      limit: z.number().meta({ unit: 's' }).nullable().default(null).describe('Longest time.'),
      share: z.number().default(1).describe('A part of the whole.'),
      odd: z.number().default(1).meta({ unit: 3 }),
    });
    const units = optionFields(options).map(({ name, unit, description }) => [name, unit, description]);
    expect(units).toEqual([
      ['tile', 'px', 'Side of a tile.'],
      ['limit', 's', 'Longest time.'],
      ['share', null, 'A part of the whole.'],
      ['odd', null, null],
    ]);
  });
});

describe('the options of the built-in plugins', async () => {
  const registry = await createRegistry([], '.');
  const all = registry
    .list()
    .flatMap(({ contribution: { id, options } }) => optionFields(options).map((field) => ({ id, ...field })));

  it('each say what they are for', () => {
    expect(all.filter(({ description }) => !description)).toEqual([]);
  });

  it('have a unit where they measure or count something', () => {
    const units = new Map(all.map(({ name, unit }) => [name, unit]));
    expect(Object.fromEntries([...units].filter(([, unit]) => unit !== null))).toEqual({
      tile: 'px',
      overlap: 'px',
      blocksToSwap: 'blocks',
      prefetchBlocks: 'blocks',
      attentionChunk: 'queries',
      block: 'inputs',
      blocksPerGraph: 'blocks',
      zeroInitSteps: 'steps',
      maxSkips: 'steps',
      audioBitrate: 'bit/s',
      quality: '%',
      chunkSeconds: 's',
      encoderSeconds: 's',
    });
  });
});
