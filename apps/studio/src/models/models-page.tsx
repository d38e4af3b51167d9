import { useQuery } from 'urql';
import { failureFrom } from '../api/failure.ts';
import { Models, ModelWork } from '../api/generated/models.ts';
import { useLocale } from '../api/use-locale.ts';
import { useText } from '../text/index.ts';
import { FailureCallout } from '../ui/callout.tsx';
import { JobList } from './job-list.tsx';
import { ModelCard } from './model-card.tsx';
import { PluginList } from './plugin-list.tsx';
import { PullForm } from './pull-form.tsx';

/** What is installed, what can be fetched or made, and every plugin with the defaults. */
export default function ModelsPage() {
  const { models: words, common } = useText();
  const [{ data, error }, reload] = useQuery({ query: Models, requestPolicy: 'cache-and-network' });
  const [{ data: work }, reloadWork] = useQuery({
    query: ModelWork,
    variables: { locale: useLocale() },
    requestPolicy: 'cache-and-network',
  });
  const onStarted = () => reloadWork({ requestPolicy: 'network-only' });
  return (
    <>
      <header className="page-header">
        <h1>{words.title}</h1>
      </header>
      {error ? <FailureCallout failure={failureFrom(error)} /> : null}
      {work && work.modelJobs.length > 0 ? (
        <JobList jobs={work.modelJobs} onEnded={() => reload({ requestPolicy: 'network-only' })} />
      ) : null}
      <section className="stack" aria-label={words.installed}>
        <h2 className="section-title">{words.installed}</h2>
        {data ? null : <p className="muted">{common.loading} …</p>}
        {data?.models.length === 0 ? <p className="muted">{words.none}</p> : null}
        {data?.models.map((model) => (
          <ModelCard key={model.name} model={model} onStarted={onStarted} />
        ))}
        {work ? <PullForm sets={work.pullableModels} onStarted={onStarted} /> : null}
      </section>
      <PluginList />
    </>
  );
}
