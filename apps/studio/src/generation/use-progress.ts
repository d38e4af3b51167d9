import { useEffect, useState } from 'react';
import { type FollowedEvent, followGeneration } from '../api/updates.ts';
import { useLocale } from '../api/use-locale.ts';
import { advance, NOTHING, type Progress } from './progress.ts';

/**
 * Follows a generation from its first event to its end. Events that come in one burst, as the stored ones do, are
 * taken in together.
 */
export function useProgress(id: string, attempt: number): { readonly progress: Progress; readonly connected: boolean } {
  const [progress, setProgress] = useState(NOTHING);
  const [connected, setConnected] = useState(true);
  const locale = useLocale();

  // biome-ignore lint/correctness/useExhaustiveDependencies: tried again, or told in another language: followed again
  useEffect(() => {
    let pending: FollowedEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      const events = pending;
      pending = [];
      setProgress((before) => events.reduce(advance, before));
    };
    const onEvent = (event: FollowedEvent) => {
      pending.push(event);
      timer ??= setTimeout(flush, 50);
    };
    setProgress(NOTHING);
    setConnected(true);
    const stop = followGeneration({ id, after: 0, onEvent, onConnected: setConnected });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [id, attempt, locale]);

  return { progress, connected };
}
