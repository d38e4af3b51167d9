import { describe, expect, it } from 'vitest';
import { GenerationRepository } from '../../db/repositories/generations.ts';
import { newGeneration, testDatabase } from '../support/database.ts';

describe('generations are found', () => {
  it('by a part of either prompt, without regard to case, % and _ standing for themselves', () => {
    const generations = new GenerationRepository(testDatabase());
    const ids = ['A Woman smiles', '100% calm', '一个男人在说话', 'snake_case'].map(
      (prompt) => generations.insert(newGeneration({ prompt })).id,
    );
    const hidden = generations.insert(newGeneration({ prompt: 'x', negativePrompt: 'no woman' })).id;
    const found = (text: string) => generations.list({ text }, { limit: 10 }).map(({ id }) => id);
    expect(found('woman')).toEqual([hidden, ids[0]]);
    expect(found('0%')).toEqual([ids[1]]);
    expect(found('男人')).toEqual([ids[2]]);
    expect(found('e_c')).toEqual([ids[3]]);
    expect(found("'")).toEqual([]);
  });

  it('by scheduler', () => {
    const generations = new GenerationRepository(testDatabase());
    const scheduler = { id: 'deis', version: '1.0.0', options: {} };
    const { id } = generations.insert(newGeneration({ scheduler }));
    generations.insert(newGeneration());
    expect(generations.list({ scheduler: 'deis' }, { limit: 10 }).map((one) => one.id)).toEqual([id]);
  });
});
