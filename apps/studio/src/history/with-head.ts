import type { HistoryQuery } from '../api/generated/lists.ts';
import type { Loaded } from './use-history.ts';

/** What was loaded, with its first page as it is now: further rows stay behind it where the two meet. */
export function withHead(before: Loaded, { edges, pageInfo }: HistoryQuery['generations']): Loaded {
  const head = edges.map(({ node }) => node);
  const last = head.at(-1);
  const rest = before.rows.slice(before.rows.findIndex(({ id }) => id === last?.id) + 1);
  const meets = pageInfo.hasNextPage && rest.length < before.rows.length;
  return meets && rest.length > 0
    ? { ...before, rows: [...head, ...rest] }
    : { rows: head, cursor: pageInfo.endCursor ?? null, more: pageInfo.hasNextPage, failure: null };
}
