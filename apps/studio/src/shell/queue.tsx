import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { followQueue, type Queue } from '../api/updates.ts';

const QueueContext = createContext<Queue | null>(null);

/** Follows the queue once for the whole page. */
export function QueueProvider({ children }: { readonly children: ReactNode }) {
  const [queue, setQueue] = useState<Queue | null>(null);
  useEffect(() => followQueue(setQueue), []);
  return <QueueContext value={queue}>{children}</QueueContext>;
}

/** What runs and what waits now; null until the server has said it. */
export function useQueue(): Queue | null {
  return useContext(QueueContext);
}
