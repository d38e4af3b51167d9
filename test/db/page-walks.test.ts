import { describe, expect, it } from 'vitest';
import { GenerationRepository } from '../../db/repositories/generations.ts';
import { PresetRepository } from '../../db/repositories/presets.ts';
import { SHIPPED_PRESETS } from '../../db/seed/presets.ts';
import { newGeneration, testDatabase } from '../support/database.ts';

function filled(count: number) {
  const generations = new GenerationRepository(testDatabase());
  const created = Array.from({ length: count }, (_, i) =>
    generations.insert(newGeneration({ mode: i % 2 ? 'I2V' : 'INFINITETALK', preset: i < 3 ? 'demo' : 'mine' })),
  );
  return { generations, newestFirst: created.map(({ id }) => id).reverse() };
}

const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

describe('generations, newest first', () => {
  it('walks forward page by page, each row once', () => {
    const { generations, newestFirst } = filled(7);
    const seen: string[] = [];
    for (let after: string | undefined; ; after = seen.at(-1)) {
      const page = generations.list({}, { limit: 3, after });
      if (page.length === 0) break;
      seen.push(...ids(page));
    }
    expect(seen).toEqual(newestFirst);
  });

  it('takes a page from the end, oldest first', () => {
    const { generations, newestFirst } = filled(5);
    expect(ids(generations.list({}, { limit: 2, inverted: true }))).toEqual([newestFirst[4], newestFirst[3]]);
    const before = newestFirst[3];
    expect(ids(generations.list({}, { limit: 2, inverted: true, before }))).toEqual([newestFirst[2], newestFirst[1]]);
  });

  it('keeps its place when the row of a cursor is deleted', () => {
    const { generations, newestFirst } = filled(4);
    generations.delete(newestFirst[1]!);
    expect(ids(generations.list({}, { limit: 9, after: newestFirst[1] }))).toEqual(newestFirst.slice(2));
  });

  it('bounds a page on both sides', () => {
    const { generations, newestFirst } = filled(6);
    const page = { limit: 9, after: newestFirst[0], before: newestFirst[4] };
    expect(ids(generations.list({}, page))).toEqual(newestFirst.slice(1, 4));
  });

  it('filters by state, mode and preset', () => {
    const { generations, newestFirst } = filled(6);
    generations.setState(newestFirst[0]!, 'FAILED');
    const list = (filter: Parameters<typeof generations.list>[0]) => ids(generations.list(filter, { limit: 9 }));
    expect(list({ states: ['FAILED', 'CANCELLED'] })).toEqual([newestFirst[0]]);
    expect(list({ states: [] })).toEqual([]);
    expect(list({ mode: 'I2V' })).toEqual([newestFirst[0], newestFirst[2], newestFirst[4]]);
    expect(list({ preset: 'demo', mode: 'INFINITETALK' })).toEqual([newestFirst[3], newestFirst[5]]);
  });
});

it('pages presets, newest first', () => {
  const presets = new PresetRepository(testDatabase());
  presets.seed(SHIPPED_PRESETS);
  const names = presets.list({ limit: 9 }).map(({ name }) => name);
  expect(names).toEqual(SHIPPED_PRESETS.map(({ name }) => name).reverse());
  const second = presets.list({ limit: 9 })[1]!;
  expect(presets.list({ limit: 1, after: second.id })[0]!.name).toBe(names[2]);
});
