import { History as HistoryIcon } from 'lucide-react';
import { memo, useDeferredValue, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { GenerationFilter } from '../api/generated/schema.ts';
import { useDates } from '../dates.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { FailureCallout } from '../ui/callout.tsx';
import { Empty } from '../ui/empty.tsx';
import { Filters, type FilterValues, NO_FILTERS } from './filters.tsx';
import { GenerationCard } from './generation-card.tsx';
import { leave, placeToReturnTo } from './place.ts';
import { type HistoryRows, useHistory } from './use-history.ts';
import { useRowsInSight } from './use-rows-in-sight.ts';

/** Pixels of a row with the gap below it; the style sheet keeps to it. */
const ROW = 92;
/** Rows below the last one in the document that are asked for before they are reached. */
const AHEAD = 50;

function filterOf({ text, state, preset, scheduler }: FilterValues): GenerationFilter {
  return {
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(state === null ? {} : { states: [state] }),
    ...(preset === null ? {} : { preset }),
    ...(scheduler === null ? {} : { scheduler }),
  };
}

/** Only the rows in sight are in the document, however long the history is. */
const Rows = memo(function Rows({ rows, more, loadMore }: Pick<HistoryRows, 'rows' | 'more' | 'loadMore'>) {
  const text = useText();
  const dates = useDates();
  const list = useRef<HTMLUListElement>(null);
  const { first, end } = useRowsInSight(list, ROW);
  useEffect(() => {
    if (more && end + AHEAD > rows.length) loadMore();
  }, [end, rows.length, more, loadMore]);
  // What comes in above the window moves nothing in it.
  const top = useRef(rows[0]?.id);
  useLayoutEffect(() => {
    const added = rows.findIndex(({ id }) => id === top.current);
    top.current = rows[0]?.id;
    if (added > 0 && list.current!.getBoundingClientRect().top < 0) scrollBy(0, added * ROW);
  }, [rows]);
  return (
    <ul
      ref={list}
      className="virtual-list"
      aria-label={text.history.list}
      style={{ blockSize: `${rows.length * ROW}px` }}
    >
      {rows.slice(first, end).map((generation, index) => (
        <li
          key={generation.id}
          className="virtual-row"
          aria-setsize={more ? -1 : rows.length}
          aria-posinset={first + index + 1}
          style={{ insetBlockStart: `${(first + index) * ROW}px` }}
        >
          <GenerationCard generation={generation} text={text} dates={dates} />
        </li>
      ))}
    </ul>
  );
});

export default function HistoryPage() {
  const { history } = useText();
  const [place] = useState(placeToReturnTo);
  const [filters, setFilters] = useState(place?.filters ?? NO_FILTERS);
  const filter = useDeferredValue(filterOf(filters));
  const found = useHistory(filter, place?.loaded ?? null);
  const latest = useRef({ filters, loaded: found });
  latest.current = { filters, loaded: found };
  useLayoutEffect(() => {
    if (place) scrollTo(0, place.scroll);
    return () => {
      const { rows, cursor, more, failure } = latest.current.loaded;
      leave({ filters: latest.current.filters, loaded: { rows, cursor, more, failure }, scroll: scrollY });
    };
  }, [place]);
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
        <Rows rows={found.rows} more={found.more} loadMore={found.loadMore} />
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
