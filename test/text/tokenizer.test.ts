import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTokenizer } from '../../core/text/tokenizer.ts';

const FILE = 'models/demo/tokenizer.json';
const VOCABULARY = (JSON.parse(readFileSync(FILE, 'utf8')) as { model: { vocab: [string, number][] } }).model.vocab;
const [END, UNKNOWN] = [1, 2];

/**
 * Unigram from its definition: NFKC, lower case, one space for white space, trimmed; words begin with ▁; in each word
 * the segmentation with the highest sum of scores, where an unknown character costs the lowest score less 10, and
 * neighbouring unknown characters are one token.
 */
function unigram(text: string): number[] {
  const scores = new Map(VOCABULARY.map(([piece, score], id) => [piece, { id, score }] as const));
  const unknown = { id: UNKNOWN, score: Math.min(...VOCABULARY.map(([, score]) => score)) - 10 };
  const normal = text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
  const ids: number[] = [];
  for (const word of normal === '' ? [] : normal.split(' ')) {
    const characters = [...`▁${word}`];
    const best: { score: number; path: number[] }[] = [{ score: 0, path: [] }];
    for (let end = 1; end <= characters.length; end++) {
      for (let start = 0; start < end; start++) {
        const piece = scores.get(characters.slice(start, end).join('')) ?? (end - start === 1 ? unknown : undefined);
        if (!piece) continue;
        const score = best[start]!.score + piece.score;
        const known = best[end];
        if (known === undefined || score > known.score) best[end] = { score, path: [...best[start]!.path, piece.id] };
      }
    }
    ids.push(...best.at(-1)!.path.filter((id, i, path) => id !== UNKNOWN || path[i - 1] !== UNKNOWN));
  }
  return [...ids, END];
}

const keptIds = (prompt: { ids: readonly number[]; kept: number }) => prompt.ids.slice(0, prompt.kept);

describe('tokenizer of the demo model', async () => {
  const tokenizer = await loadTokenizer(FILE);

  it('splits the sample prompts into the words of their languages', () => {
    expect(tokenizer.tokenize('A girl with long red hair is talking, smiling', 64).tokens).toEqual([
      '▁a',
      '▁girl',
      '▁with',
      '▁long',
      '▁red',
      '▁hair',
      '▁is',
      '▁talking',
      ',',
      '▁smiling',
      '</s>',
    ]);
    expect(tokenizer.tokenize('一个男人在说话，不停地点头。', 64).tokens).toEqual([
      '▁',
      '一个',
      '男人',
      '在说话',
      ',',
      '不停',
      '地',
      '点头',
      '。',
      '</s>',
    ]);
    expect(tokenizer.tokenize('一个女孩在说话', 64).tokens).toEqual(['▁', '一个', '女孩', '在说话', '</s>']);
  });

  it.each([
    'A girl with long red hair is talking, smiling',
    '一个男人在说话，不停地点头。',
    '一个女孩在说话',
    'A zebra quizzically talks, nodding!',
    'ＦＵＬＬ　ｗｉｄｔｈ',
    'unknown 🙂🙂 犇 犇犇 glyphs',
    '  spaces \t and\n\nlines  ',
    'École, naïve; 42 (a/b) & "quotes"',
    'wwwwwwwwwwww',
    '他一边说话一边微笑 while looking left',
  ])('finds the best segmentation of %j', (text) => {
    expect(keptIds(tokenizer.tokenize(text, 512))).toEqual(unigram(text));
  });

  it('finds the best segmentation of 300 random strings of pieces', () => {
    let state = 7;
    const next = (bound: number) => {
      state = (state * 48271) % 2147483647;
      return state % bound;
    };
    const pieces = VOCABULARY.slice(3).map(([piece]) => piece.replace('▁', ' '));
    for (let i = 0; i < 300; i++) {
      const text = Array.from({ length: 1 + next(12) }, () => pieces[next(pieces.length)])
        .join('')
        .replaceAll('&', '');
      expect(keptIds(tokenizer.tokenize(text, 512)), text).toEqual(unigram(text));
    }
  });

  it('gives the end token alone for an empty prompt, and pads to the length', () => {
    expect(tokenizer.tokenize(' \n ', 4)).toEqual({
      ids: [1, 0, 0, 0],
      mask: [1, 0, 0, 0],
      tokens: ['</s>'],
      kept: 1,
      truncated: 0,
    });
  });

  it('cuts a long prompt so that the end token stays, and says how much was cut', () => {
    const whole = unigram('a girl is talking a girl is talking');
    const cut = tokenizer.tokenize('a girl is talking a girl is talking', 6);
    expect(cut.ids).toEqual([...whole.slice(0, 5), END]);
    expect(cut).toMatchObject({ mask: [1, 1, 1, 1, 1, 1], kept: 6, truncated: whole.length - 6 });
    expect(cut.tokens).toHaveLength(6);
    expect(cut.tokens.at(-1)).toBe('</s>');
    expect(tokenizer.tokenize('a girl is talking a girl is talking', whole.length)).toMatchObject({
      truncated: 0,
      kept: whole.length,
    });
  });
});

describe('a tokenizer file that cannot be used', () => {
  it.each([
    ['not JSON', '{', '{}'],
    ['no tokenizer', '{"model": {}}', '{}'],
    ['an unknown model', JSON.stringify({ ...JSON.parse(readFileSync(FILE, 'utf8')), model: { type: 'Runes' } }), '{}'],
    ['no padding token', readFileSync(FILE, 'utf8'), '{"pad_token": "<none>"}'],
  ])('is refused: %s', async (_what, model, config) => {
    const folder = await mkdtemp(join(tmpdir(), 'tokenizer-'));
    await writeFile(join(folder, 'tokenizer.json'), model);
    await writeFile(join(folder, 'tokenizer_config.json'), config);
    await expect(loadTokenizer(join(folder, 'tokenizer.json'))).rejects.toMatchObject({ code: 'CHECKPOINT_INVALID' });
  });
});
