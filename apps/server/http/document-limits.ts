import { Lexer, parse, Source, TokenKind } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { GenesisError } from '../../../core/errors/genesis-error.ts';

/** Lexical tokens of a document; validation takes up to the square of it. */
const MAX_TOKENS = 10_000;
/** Brackets within brackets: parser and validation call themselves for each. */
const MAX_NESTING = 200;

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** @throws GenesisError QUERY_TOO_COMPLEX · GraphQLError where there is no token */
function checkNesting(source: string): void {
  const lexer = new Lexer(new Source(source));
  let nesting = 0;
  for (let tokens = 0; tokens < MAX_TOKENS; tokens++) {
    const { kind } = lexer.advance();
    if (kind === TokenKind.EOF) return;
    if (OPENING.has(kind)) nesting += 1;
    if (CLOSING.has(kind)) nesting -= 1;
    if (nesting <= MAX_NESTING) continue;
    throw new GenesisError('QUERY_TOO_COMPLEX', `the operation has more than ${MAX_NESTING} brackets within brackets`, {
      field: 'query',
      accepted: `at most ${MAX_NESTING} levels`,
    });
  }
}

/** Keeps documents to what parsing and validation can take. */
export const limitDocuments: Plugin = {
  onParse({ setParseFn }) {
    setParseFn((source: string, options: object) => {
      checkNesting(source);
      return parse(source, { ...options, maxTokens: MAX_TOKENS });
    });
  },
};
