import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { History as HistoryIcon } from 'lucide-react';
import { useCallback, useDeferredValue, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { GenerationFilter } from '../api/generated/graphql.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { FailureCallout } from '../ui/callout.tsx';
import { Empty } from '../ui/empty.tsx';
import { Filters, type FilterValues, NO_FILTERS } from './filters.tsx';
import { GenerationCard } from './generation-card.tsx';
import { type HistoryRows, useHistory } from './use-history.ts';

/** Pixels of a row with the gap below it; the style sheet keeps to it. */
const ROW = 92;

function filterOf({ text, state, preset, scheduler }: FilterValues): GenerationFilter {
  return {
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(state === null ? {} : { states: [state] }),
    ...(preset === null ? {} : { preset }),
    ...(scheduler === null ? {} : { scheduler }),
  };
}

/** Only the rows in sight are in the document, however long the history is. */
function Rows({ rows, more, loadMore }: HistoryRows) {
  const { history } = useText();
  const list = useRef<HTMLUListElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => setOffset(list.current?.offsetTop ?? 0), []);
  // A new function would make the virtualizer place every row of the history again, at each frame of a scroll.
  const getItemKey = useCallback((index: number) => rows[index]!.id, [rows]);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW,
    overscan: 8,
    scrollMargin: offset,
    getItemKey,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - 20) loadMore();
  }, [last, rows.length, more, loadMore]);
  return (
    <ul
      ref={list}
      className="virtual-list"
      aria-label={history.list}
      style={{ blockSize: `${virtualizer.getTotalSize()}px` }}
    >
      {items.map(({ key, index, start }) => (
        <li
          key={String(key)}
          className="virtual-row"
          aria-setsize={more ? -1 : rows.length}
          aria-posinset={index + 1}
          style={{ transform: `translateY(${start - offset}px)` }}
        >
          <GenerationCard generation={rows[index]!} />
        </li>
      ))}
    </ul>
  );
}

export default function HistoryPage() {
  const { history } = useText();
  const [filters, setFilters] = useState(NO_FILTERS);
  const filter = useDeferredValue(filterOf(filters));
  const found = useHistory(filter);
  const filtered = Object.keys(filter).length > 0;
  const nothing = !found.loading && !found.failure && found.rows.length === 0 && !found.more;
  return (
    <>
      <header className="page-header">
        <h1>{history.title}</h1>
      </header>
      <Filters value={filters} onChange={setFilters} />
      {found.failure ? <FailureCallout failure={found.failure} /> : null}
      {nothing ? (
        <Empty icon={<HistoryIcon size={32} strokeWidth={1.25} />} title={filtered ? history.noMatch : history.empty}>
          {filtered ? (
            <Button onPress={() => setFilters(NO_FILTERS)}>{history.clear}</Button>
          ) : (
            <>
              <p className="muted">{history.emptyLead}</p>
              <Link href="/" className="button button-primary">
                {history.first}
              </Link>
            </>
          )}
        </Empty>
      ) : (
        <Rows {...found} />
      )}
      <p className="list-end muted" role="status">
        {found.loading
          ? `${history.loadingMore} …`
          : found.rows.length > 0 && !found.more
            ? history.end(found.rows.length)
            : ''}
      </p>
    </>
  );
}
