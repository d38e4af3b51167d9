import { describe, expect, it } from 'vitest';
import { ownFailure } from '../../apps/studio/src/api/failure.ts';
import { wordsElsewhere, wordsOf } from '../../apps/studio/src/api/failure-words.ts';
import { AREAS, type Catalogue } from '../../apps/studio/src/text/areas.ts';

const wordsIn = (language: 'en' | 'zh') =>
  Object.fromEntries(Object.entries(AREAS).map(([name, area]) => [name, area[language]])) as Catalogue;
const [ENGLISH, CHINESE] = [wordsIn('en'), wordsIn('zh')];

const refused = {
  code: 'SIZE_INVALID',
  message: 'width: 100 is no multiple of 16; 96 or 112 is',
  field: 'width',
  accepted: '96 or 112',
};

describe('a failure of the API', () => {
  it('keeps its own sentence in English, and says nothing twice', () => {
    const words = { heading: refused.message, detail: null, accepted: null };
    expect(wordsOf(refused, ENGLISH)).toEqual(words);
    expect(wordsElsewhere(refused, ENGLISH)).toEqual(words);
    expect(wordsOf({ ...refused, accepted: 'a multiple of 16' }, ENGLISH).accepted).toBe('a multiple of 16');
  });

  it('has a Chinese heading by its code, what would be accepted, and its own sentence below', () => {
    const heading = '宽度和高度须为 16 的倍数，且在范围之内。';
    expect(wordsOf(refused, CHINESE)).toEqual({ heading, detail: refused.message, accepted: '96 or 112' });
  });

  it.each([
    ['width', '宽度'],
    ['scheduler.options.order', '调度器 · options · order'],
    ['memoryBudget.ramBytes', '内存预算'],
    ['speakers.1.audio', '说话人 2 的语音'],
    ['speakers.0.box', '说话人 1 的位置'],
    ['speakers.2.box.width', '说话人 3 的位置'],
    ['image', '图片'],
  ])('names the field %s where it is not shown at the field', (field, name) => {
    const { heading } = wordsOf(refused, CHINESE);
    expect(wordsElsewhere({ ...refused, field }, CHINESE).heading).toBe(`${name}：${heading}`);
  });

  it('names no field that the page has no word for', () => {
    expect(wordsElsewhere({ ...refused, field: 'id' }, CHINESE)).toEqual(wordsOf(refused, CHINESE));
  });

  it('is left as it is where the page wrote it, or where its code is none of the catalogue', () => {
    for (const failure of [
      ownFailure('这不是 JSON。'),
      { ...refused, code: 'GRAPHQL_VALIDATION_FAILED', accepted: null },
    ])
      expect(wordsOf(failure, CHINESE)).toEqual({ heading: failure.message, detail: null, accepted: null });
  });
});
