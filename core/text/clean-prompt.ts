import { decodeHTML, decodeHTMLStrict } from 'entities';

/** Terminal colour and cursor codes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is removed
const TERMINAL_ESCAPES = /\x1b\[[\d;]*[a-zA-Z]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is removed
const CONTROL_CHARACTERS = /[\x00-\x08\x0b\x0e-\x1f\x7f\u206a-\u206f\ufeff\ufff9-\ufffc]/g;
/** Latin ligatures, the ideographic space, and half- and full-width forms. */
const COMPATIBILITY_FORMS = /[\ufb00-\ufb06\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3\u3000\uff01-\uffef]/g;

/** The repairs of Python's `ftfy.fix_text`, but for its guesses at wrongly decoded bytes. */
function fixText(text: string): string {
  return (text.includes('<') ? text : decodeHTMLStrict(text))
    .replace(TERMINAL_ESCAPES, '')
    .replace(COMPATIBILITY_FORMS, (character) => character.normalize('NFKC'))
    .replace(/[\u201c-\u201f]/g, '"')
    .replace(/[\u02bc\u2018-\u201b]/g, "'")
    .replace(/\r\n|[\r\u2028\u2029\u0085]/g, '\n')
    .replace(CONTROL_CHARACTERS, '')
    .normalize('NFC');
}

/**
 * A prompt as the official umT5 pipeline hands it to its tokenizer: repaired, HTML entities decoded twice, runs of
 * white space made one space, ends trimmed.
 * Source: Wan-Video/Wan2.1 wan/modules/tokenizers.py, `clean='whitespace'`.
 */
export function cleanPrompt(prompt: string): string {
  return decodeHTML(decodeHTML(fixText(prompt)))
    .replace(/\s+/g, ' ')
    .trim();
}
