import { createContext, type ReactNode, useContext } from 'react';
import { useSubscription } from 'urql';
import type { QueueNowSubscription } from '../api/generated/graphql.ts';
import { QueueNow } from '../api/operations/lists.ts';
import { useVisible } from './use-visible.ts';

type Queue = QueueNowSubscription['queue'];

const QueueContext = createContext<Queue | null>(null);

/** Follows the queue once for the whole page: one who joined a running subscription would wait for its next change. */
export function QueueProvider({ children }: { readonly children: ReactNode }) {
  const [{ data }] = useSubscription({ query: QueueNow, pause: !useVisible() });
  return <QueueContext value={data?.queue ?? null}>{children}</QueueContext>;
}

/** What runs and what waits now; null until the server has said it. */
export function useQueue(): Queue | null {
  return useContext(QueueContext);
}
