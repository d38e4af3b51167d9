import { describe, expect, it } from 'vitest';
import { AREAS } from '../../apps/studio/src/text/areas.ts';
import { ERROR_CATALOGUE } from '../../core/errors/catalogue.ts';

/** Paths of all words below a node: strings, and functions that make one. */
function paths(node: unknown, path = ''): string[] {
  if (typeof node !== 'object' || node === null) return [path];
  return Object.entries(node).flatMap(([key, child]) => paths(child, `${path}.${key}`));
}

function words(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  if (typeof node !== 'object' || node === null) return [];
  return Object.values(node).flatMap(words);
}

/** Failures are told by their codes in Chinese alone: the API's own sentences are English. */
const { codes, ...inBoth } = AREAS;

describe('the words of the page', () => {
  it('tell every failure of the API in Chinese, and leave its own sentence to the English page', () => {
    expect(Object.keys(codes.zh).sort()).toEqual(Object.keys(ERROR_CATALOGUE).sort());
    expect(codes.en).toEqual({});
  });

  it.each(Object.entries(inBoth))('of %s are the same keys in English and Chinese', (_name, area) => {
    expect(paths(area.zh).sort()).toEqual(paths(area.en).sort());
  });

  it('are never empty', () => {
    expect(words(AREAS).filter((word) => word.trim() === '')).toEqual([]);
  });

  it('are Chinese in Chinese, but for names', () => {
    const chinese = words(Object.values(AREAS).map(({ zh }) => zh));
    const latin = chinese.filter((word) => !/\p{Script=Han}/u.test(word));
    expect(latin.sort()).toEqual(['JSON', 'LoRA', 'LoRA', 'Monge-Kantorovich', 'NaN', 'RIFLEx', 'Sigmas', 'VAE', 'px']);
  });
});
