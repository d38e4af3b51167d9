/** Of arguments that ask for words in a language. */
export const LOCALE = "BCP 47 tag, such as `zh-CN`; where there are no words for it, or without one, the author's own.";
