import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { type Failure, failureFrom } from '../api/failure.ts';
import type { GenerationFilter, GenerationRowFragment } from '../api/generated/graphql.ts';
import { History } from '../api/operations/lists.ts';

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

/** The history that fits a filter, a page at a time. @param known what was loaded before, to go on from; null: nothing */
export function useHistory(filter: GenerationFilter, known: Loaded | null): HistoryRows {
  const client = useClient();
  const [loaded, setLoaded] = useState(known ?? START);
  const goesOn = useRef(known !== null);
  const [loading, setLoading] = useState(false);
  // The request whose answer is waited for; an answer to an earlier filter is dropped.
  const request = useRef<object | null>(null);
  const key = JSON.stringify(filter);

  const load = useCallback(
    async (from: Loaded) => {
      const mine = {};
      request.current = mine;
      setLoading(true);
      const variables = { filter: JSON.parse(key) as GenerationFilter, first: PAGE, after: from.cursor };
      const { data, error } = await client.query(History, variables, { requestPolicy: 'network-only' }).toPromise();
      if (request.current !== mine) return;
      request.current = null;
      setLoading(false);
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

  const loadMore = useCallback(() => {
    if (loaded.more && request.current === null) void load(loaded);
  }, [load, loaded]);
  return { ...loaded, loading, loadMore };
}
