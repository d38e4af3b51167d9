import type { CombinedError } from 'urql';
import type { FailureFieldsFragment } from './generated/shared.ts';

/** An error as the API words it: typed, or at top level. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  /** The input field at fault, such as `scheduler.options.order`. */
  readonly field: string | null;
  readonly accepted: string | null;
}

/** Of a failure that the page finds by itself: there is none to look up. */
export const OWN_CODE = 'PAGE';

/** A failure that the page finds by itself, in its own words. */
export const ownFailure = (message: string, field: string | null = null): Failure => ({
  code: OWN_CODE,
  message,
  field,
  accepted: null,
});

/** The typed error of a result union, or null when it succeeded. */
export function failureOf(result: { readonly __typename: string } | null | undefined): Failure | null {
  if (!result || !('code' in result)) return null;
  const { code, message, field, accepted } = result as unknown as FailureFieldsFragment;
  return { code, message, field: field ?? null, accepted: accepted ?? null };
}

/** An error outside the result unions: of GraphQL itself, or of the connection. */
export function failureFrom(error: CombinedError): Failure {
  const first = error.graphQLErrors[0];
  const { code, field, accepted } = (first?.extensions ?? {}) as Partial<Failure>;
  return {
    code: code ?? (error.networkError ? 'NETWORK' : 'INTERNAL'),
    message: first?.message ?? error.networkError?.message ?? error.message,
    field: field ?? null,
    accepted: accepted ?? null,
  };
}

/** The success member of a result union. */
export type Success<Result> = Exclude<Result, { readonly code: unknown }>;

export type Outcome<Result> =
  | { readonly failure: Failure; readonly value: null }
  | { readonly failure: null; readonly value: Success<Result> };

/** What a mutation came to: its success member, or the one failure that it had. */
export function outcome<Result extends { readonly __typename: string }>(
  result: Result | null | undefined,
  error: CombinedError | undefined,
): Outcome<Result> {
  if (error) return { failure: failureFrom(error), value: null };
  const failure = failureOf(result);
  if (failure) return { failure, value: null };
  return { failure: null, value: result as Success<Result> };
}
