import { z } from 'zod';

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** What `translations` of a contribution may be; plugins in JavaScript have no compiler to tell them. */
export const translationsSchema = z
  .record(
    z.string().refine(isLanguageTag),
    z.strictObject({ title: z.string().optional(), description: z.string().optional() }),
  )
  .readonly()
  .optional();

/** Sentences in other languages, by BCP 47 tag; what is left out is read in the plugin's own. */
export type InOtherLanguages<Sentence extends string> = Readonly<
  Record<string, Readonly<Partial<Record<Sentence, string>>>>
>;

/** Title and description by BCP 47 tag; what is left out is read in the plugin's own language. */
export type Translations = NonNullable<z.infer<typeof translationsSchema>>;
