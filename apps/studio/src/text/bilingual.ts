import type { Language } from '../preferences.ts';

/** The same keys with any words: what a translation must have, no more and no less. */
export type Widened<Text> = Text extends string
  ? string
  : Text extends (...values: infer Values) => string
    ? (...values: Values) => string
    : { readonly [Key in keyof Text]: Widened<Text[Key]> };

/** The words of one area of the page in both languages. */
export function bilingual<Text>(en: Text, zh: Widened<Text>): Readonly<Record<Language, Widened<Text>>> {
  return { en: en as Widened<Text>, zh };
}
