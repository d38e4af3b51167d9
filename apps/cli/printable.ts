// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is replaced
const UNPRINTABLE = /[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A file's or tensor's name, a prompt or a message in one line that cannot drive the terminal: `\x1b` for an escape. */
export const printable = (text: string): string =>
  text.replace(UNPRINTABLE, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
  });
