import { type PageInfoShape, resolveCursorConnection } from '@pothos/plugin-relay';
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

/** A Relay connection over a service's list; cursors are stored ids. */
export async function page<Item extends { readonly id: string }>(
  args: ConnectionArguments,
  list: (page: PageRequest) => Item[],
): Promise<Connection<Item>> {
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
