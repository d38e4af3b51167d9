import { and, asc, desc, gt, lt, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { PageRequest } from '../../core/runs/service.ts';

/**
 * The parts of a query for one page of a list that is ordered newest first. Ids sort by creation, so they are the
 * cursors; a cursor whose row is gone still marks its place.
 */
export function pageOf(
  id: SQLiteColumn,
  page: PageRequest,
  filter?: SQL,
): { where: SQL | undefined; orderBy: SQL; limit: number } {
  return {
    where: and(
      filter,
      page.after === undefined ? undefined : lt(id, page.after),
      page.before === undefined ? undefined : gt(id, page.before),
    ),
    orderBy: page.inverted ? asc(id) : desc(id),
    limit: page.limit,
  };
}
