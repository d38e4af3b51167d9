import { type PageInfoShape, resolveCursorConnection } from '@pothos/plugin-relay';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { PageRequest } from '../../../core/runs/service.ts';

const DEFAULT_PAGE = 20;
const MAX_PAGE = 100;

interface ConnectionArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

interface Connection<Item> {
  readonly pageInfo: PageInfoShape;
  readonly edges: { readonly cursor: string; readonly node: Item }[];
}

/** Stored ids. */
const CURSOR = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** How many items were asked for, of at most 100. @throws GenesisError INPUT_INVALID below 0 */
export function pageSize(field: 'first' | 'last', asked: number): number {
  if (asked >= 0) return Math.min(asked, MAX_PAGE);
  throw new GenesisError('INPUT_INVALID', `${field}: ${asked} is no number of items`, {
    field,
    accepted: `0 to ${MAX_PAGE}`,
  });
}

function checkSizes(args: ConnectionArguments): void {
  if (args.first != null && args.last != null) {
    throw new GenesisError('INPUT_INVALID', 'last: there is first as well', {
      field: 'last',
      accepted: 'first or last, not both',
    });
  }
  for (const field of ['first', 'last'] as const) pageSize(field, args[field] ?? 0);
}

function checkCursors(args: ConnectionArguments): void {
  for (const field of ['after', 'before'] as const) {
    const cursor = args[field];
    if (cursor == null || CURSOR.test(cursor)) continue;
    throw new GenesisError('INPUT_INVALID', `${field}: ${JSON.stringify(cursor.slice(0, 100))} is no cursor`, {
      field,
      accepted: 'a cursor that an edge or pageInfo of the same list had',
    });
  }
}

/**
 * A Relay connection over a service's list; cursors are stored ids.
 * @throws GenesisError INPUT_INVALID for what is no cursor, a number of items below 0, and both ends at once
 */
export async function page<Item extends { readonly id: string }>(
  args: ConnectionArguments,
  list: (page: PageRequest) => Item[],
): Promise<Connection<Item>> {
  checkSizes(args);
  checkCursors(args);
  const connection = await resolveCursorConnection<unknown[]>(
    { args, defaultSize: DEFAULT_PAGE, maxSize: MAX_PAGE, toCursor: (item) => (item as Item).id },
    ({ limit, after, before, inverted }) => list({ limit, after, before, inverted }),
  );
  return connection as Connection<Item>;
}

/** Query cost of a connection: each node counts. */
export function pageCost({ first, last }: ConnectionArguments): { field: number; multiplier: number } {
  return { field: 1, multiplier: Math.min(first ?? last ?? DEFAULT_PAGE, MAX_PAGE) };
}

/** GraphQL's explicit null means the same as leaving a field out. */
export function given<Value>(value: Value | null | undefined): Value | undefined {
  return value ?? undefined;
}

/** An input object with its nulls, and what was left out, left out. */
export function givenFields<Input extends object>(input: Input): { [Key in keyof Input]: Exclude<Input[Key], null> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value != null)) as never;
}

/** The fields that are null. */
export function nullsOf<Input extends object, Key extends keyof Input>(input: Input, fields: readonly Key[]) {
  const nulls = fields.filter((field) => input[field] === null).map((field) => [field, null]);
  return Object.fromEntries(nulls) as { [Each in Key]?: null };
}

/** An input object with its nulls left out, but for those of some fields, which say that there is none. */
export const givenOrNone = <Input extends object, Key extends keyof Input>(input: Input, nullable: readonly Key[]) => ({
  ...givenFields(input),
  ...nullsOf(input, nullable),
});
