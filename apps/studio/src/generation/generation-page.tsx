import { SearchX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { failureFrom } from '../api/failure.ts';
import { GenerationPage as GenerationPageDocument, type GenerationPageQuery } from '../api/generated/generation.ts';
import { useLocale } from '../api/use-locale.ts';
import { useDates } from '../dates.ts';
import { Result } from '../result/result.tsx';
import { useTitle } from '../shell/use-title.ts';
import { useText } from '../text/index.ts';
import { Callout, FailureCallout } from '../ui/callout.tsx';
import { Empty } from '../ui/empty.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { WatchPanel } from '../watch/watch-panel.tsx';
import { Actions } from './actions.tsx';
import { Attempts } from './attempts.tsx';
import { partDone } from './progress.ts';
import { SettingsList } from './settings-list.tsx';
import { useProgress } from './use-progress.ts';

export type Generation = NonNullable<GenerationPageQuery['generation']>;

/** One generation: how it goes while it runs, what came of it once it has ended. */
export default function GenerationPage({ id }: { readonly id: string }) {
  const { errors, common, history, result, shell, states } = useText();
  const dates = useDates();
  const [tried, setTried] = useState(0);
  const [{ data, error }, reload] = useQuery({
    query: GenerationPageDocument,
    variables: { id, locale: useLocale() },
    requestPolicy: 'cache-and-network',
  });
  const { progress, connected } = useProgress(id, tried);
  const { state: followed, attempt } = progress;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these events changes what the query answers
  useEffect(() => {
    reload({ requestPolicy: 'network-only' });
  }, [followed, attempt]);

  const generation = data?.generation;
  // The later one tells: what has ended does not run once more while its events are being read.
  const state = progress.seq >= (generation?.lastEvent ?? 0) && followed ? followed : generation?.state;
  const part = state === 'RUNNING' ? partDone(progress) : null;
  const share = part === null ? '' : `${Math.floor(part * 100)} % · `;
  useTitle(generation ? share + (generation.prompt || history.noPrompt) : data ? '' : null);
  if (!generation || !state) {
    if (error) return <FailureCallout failure={failureFrom(error)} />;
    if (!data) return <p className="loading">{common.loading} …</p>;
    return (
      <Empty icon={<SearchX size={32} strokeWidth={1.25} />} title={errors.gone} heading="h1">
        <Link href="/history" className="button button-plain">
          {shell.history}
        </Link>
      </Empty>
    );
  }
  const showResult = state === 'SUCCEEDED' && generation.output;
  return (
    <article className="generation">
      <header className="page-header generation-header">
        <div className="generation-heading">
          <p className="generation-meta">
            <StateBadge state={state} label={states[state]} />
            <span className="muted">{dates.full(generation.createdAt)}</span>
            <span className="muted">{generation.preset}</span>
          </p>
          <h1 className="generation-title">{generation.prompt || history.noPrompt}</h1>
        </div>
        <Actions
          id={id}
          state={state}
          onRestarted={() => setTried(tried + 1)}
          onStale={() => reload({ requestPolicy: 'network-only' })}
        />
      </header>
      {connected ? null : <Callout tone="note">{errors.reconnecting}</Callout>}
      {showResult ? (
        <Result generation={generation} scores={progress.scores} />
      ) : (
        <WatchPanel generation={generation} progress={progress} state={state} />
      )}
      <section className="card" aria-label={result.settings}>
        <h2 className="section-title">{result.settings}</h2>
        <SettingsList generation={generation} />
      </section>
      {generation.runs.length > 0 ? <Attempts runs={generation.runs} /> : null}
    </article>
  );
}
