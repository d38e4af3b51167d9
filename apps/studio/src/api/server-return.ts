import { createContext, useEffect, useRef } from 'react';
import { useStore } from '../use-store.ts';
import { connection } from './updates.ts';

/** Starts the present view over: what was typed is kept, what could not be had is asked for again. */
export const StartOver = createContext<() => void>(() => {});

/** Calls back when the server is there again after it was lost. */
export function useServerReturn(onReturn: () => void): void {
  const { returns } = useStore(connection);
  const known = useRef(returns);
  const latest = useRef(onReturn);
  latest.current = onReturn;
  useEffect(() => {
    if (known.current !== returns) latest.current();
    known.current = returns;
  }, [returns]);
}
