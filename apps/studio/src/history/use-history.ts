import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { type Failure, failureFrom } from '../api/failure.ts';
import { type GenerationRowFragment, History } from '../api/generated/lists.ts';
import type { GenerationFilter } from '../api/generated/schema.ts';
import { useQueue } from '../shell/queue.tsx';
import { withHead } from './with-head.ts';

const PAGE = 50;

export interface Loaded {
  readonly rows: readonly GenerationRowFragment[];
  readonly cursor: string | null;
  readonly more: boolean;
  readonly failure: Failure | null;
}

const START: Loaded = { rows: [], cursor: null, more: true, failure: null };

export interface HistoryRows extends Loaded {
  readonly loading: boolean;
  /** Loads the next page, unless one is being loaded or there is none. */
  loadMore(): void;
}

/**
 * The history that fits a filter, a page at a time; its beginning is renewed whenever something begins to wait, to run or
 * ends.
 * @param known what was loaded before, to go on from; null: nothing
 */
export function useHistory(filter: GenerationFilter, known: Loaded | null): HistoryRows {
  const client = useClient();
  const [loaded, setLoaded] = useState(known ?? START);
  const goesOn = useRef(known !== null);
  const [work, setWork] = useState<'page' | 'renewal' | null>(null);
  // The request whose answer is waited for; an answer to an earlier filter is dropped.
  const request = useRef<object | null>(null);
  const key = JSON.stringify(filter);

  const load = useCallback(
    async (from: Loaded) => {
      const mine = {};
      request.current = mine;
      setWork('page');
      const variables = { filter: JSON.parse(key) as GenerationFilter, first: PAGE, after: from.cursor };
      const { data, error } = await client.query(History, variables, { requestPolicy: 'network-only' }).toPromise();
      if (request.current !== mine) return;
      request.current = null;
      setWork(null);
      if (error || !data) {
        setLoaded({ ...from, more: false, failure: error ? failureFrom(error) : null });
        return;
      }
      const { edges, pageInfo } = data.generations;
      setLoaded({
        rows: [...from.rows, ...edges.map(({ node }) => node)],
        cursor: pageInfo.endCursor ?? null,
        more: pageInfo.hasNextPage,
        failure: null,
      });
    },
    [client, key],
  );

  useEffect(() => {
    if (goesOn.current) {
      goesOn.current = false;
      return;
    }
    setLoaded(START);
    void load(START);
    return () => {
      request.current = null;
    };
  }, [load]);

  const renew = useCallback(async () => {
    const mine = {};
    request.current = mine;
    setWork('renewal');
    const variables = { filter: JSON.parse(key) as GenerationFilter, first: PAGE };
    const { data } = await client.query(History, variables, { requestPolicy: 'network-only' }).toPromise();
    if (request.current !== mine) return;
    request.current = null;
    setWork(null);
    if (data) setLoaded((before) => withHead(before, data.generations));
  }, [client, key]);

  const queue = useQueue();
  const inQueue = queue && [...queue.running, ...queue.waiting].map(({ id, state }) => `${id} ${state}`).join();
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (inQueue === null || work !== null || request.current !== null || shown.current === inQueue) return;
    // What was loaded a moment ago is as it is now; what is come back to may not be.
    const fresh = shown.current === null && known === null;
    shown.current = inQueue;
    if (!fresh) void renew();
  }, [inQueue, work, known, renew]);

  const loadMore = useCallback(() => {
    if (loaded.more && request.current === null) void load(loaded);
  }, [load, loaded]);
  return { ...loaded, loading: work === 'page', loadMore };
}
