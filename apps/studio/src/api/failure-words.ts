import { knownName } from '../generation/setting-names.ts';
import type { Catalogue } from '../text/areas.ts';
import type { Failure } from './failure.ts';
import type { ErrorCode } from './generated/schema.ts';

/** A failure as the page shows it. */
export interface FailureWords {
  /** What happened: in the language of the page by its code, or else the API's own sentence. */
  readonly heading: string;
  /** The API's own sentence, where the heading is another one. */
  readonly detail: string | null;
  /** What would be accepted, where the heading does not say so. */
  readonly accepted: string | null;
}

/** What is known of a failure. */
export type Told = Pick<Failure, 'code' | 'message'> & Partial<Failure>;

/** A failure at the place of what is at fault. */
export function wordsOf({ code, message, accepted = null }: Told, { codes, accepts }: Catalogue): FailureWords {
  const heading = codes[code as ErrorCode];
  if (heading !== undefined) return { heading, detail: message, accepted: accepted && accepts.inWords(accepted) };
  return { heading: message, detail: null, accepted: accepted && message.includes(accepted) ? null : accepted };
}

/** The same away from it: with the name of the field, which the API's own sentence has. */
export function wordsElsewhere(failure: Told, text: Catalogue): FailureWords {
  const words = wordsOf(failure, text);
  const name = words.detail !== null && failure.field ? knownName(failure.field, text) : null;
  return name === null ? words : { ...words, heading: text.common.about(name, words.heading) };
}
