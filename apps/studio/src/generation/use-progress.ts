import { useEffect, useRef, useState } from 'react';
import { type FollowedEvent, follow } from '../api/follow.ts';
import { useVisible } from '../shell/use-visible.ts';
import { advance, NOTHING, type Progress } from './progress.ts';

/**
 * Follows a generation from its first event to its end. Events that come in one burst, as the stored ones do, are
 * taken in together. While the page is hidden nothing is followed; it goes on behind the last event taken in.
 */
export function useProgress(id: string, attempt: number): { readonly progress: Progress; readonly connected: boolean } {
  const [progress, setProgress] = useState(NOTHING);
  const [connected, setConnected] = useState(true);
  const last = useRef(0);
  const visible = useVisible();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a generation that is tried again is followed again
  useEffect(() => {
    last.current = 0;
    setProgress(NOTHING);
  }, [id, attempt]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a generation that is tried again is followed again
  useEffect(() => {
    if (!visible) return;
    const abort = new AbortController();
    let pending: FollowedEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      const events = pending;
      pending = [];
      last.current = events.at(-1)?.seq ?? last.current;
      setProgress((before) => events.reduce(advance, before));
    };
    const onEvent = (event: FollowedEvent) => {
      pending.push(event);
      timer ??= setTimeout(flush, 50);
    };
    setConnected(true);
    void follow({ id, after: last.current, signal: abort.signal, onEvent, onConnected: setConnected });
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [id, attempt, visible]);

  return { progress, connected };
}
