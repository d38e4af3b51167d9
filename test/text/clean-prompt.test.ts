import { expect, it } from 'vitest';
import { cleanPrompt } from '../../core/text/clean-prompt.ts';

// The right-hand sides follow ftfy's documented repairs and Python's html.unescape.
it.each([
  ['  a   girl\tis\n\ntalking ', 'a girl is talking'],
  ['\u201chere\u2019s a test\u201d', '"here\'s a test"'],
  ['\ufb02u\ufb03e\ufb06', 'fluffiest'],
  ['ＬＯＵＤ　ＮＯＩＳＥＳ，', 'LOUD NOISES,'],
  ['P&eacute;rez', 'Pérez'],
  ['&amp;lt;hr&amp;gt;', '<hr>'],
  ['<b>&ldquo;x&rdquo;', '<b>“x”'],
  ['fish &amp chips', 'fish & chips'],
  ["\u001b[36;44mI'm blue\u001b[0m", "I'm blue"],
  ['a\ufeffb\u0000c', 'abc'],
  ['one\u2028two\u0085three', 'one two three'],
  ['e\u0301', 'é'],
  ['一个女孩在说话。', '一个女孩在说话。'],
])('cleans %j to %j', (prompt, cleaned) => {
  expect(cleanPrompt(prompt)).toBe(cleaned);
});
