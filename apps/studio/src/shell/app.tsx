import { SearchX } from 'lucide-react';
import { Suspense, useCallback, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Link, Route, Switch, useLocation } from 'wouter';
import { StartOver } from '../api/server-return.ts';
import { MakePage } from '../make/make-page.tsx';
import { LOCALES, preferences } from '../preferences.ts';
import { useText } from '../text/index.ts';
import { Empty } from '../ui/empty.tsx';
import { useStore } from '../use-store.ts';
import { Boundary } from './boundary.tsx';
import { Navigation } from './navigation.tsx';
import { QueueProvider } from './queue.tsx';
import { useArrival } from './use-arrival.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useTitle } from './use-title.ts';
import { view } from './view.ts';

/* The first view comes at once; the others are fetched when they are first opened. */
const GenerationPage = view(() => import('../generation/generation-page.tsx'));
const QueuePage = view(() => import('../watch/queue-page.tsx'));
const HistoryPage = view(() => import('../history/history-page.tsx'));
const PresetsPage = view(() => import('../presets/presets-page.tsx'));
const ModelsPage = view(() => import('../models/models-page.tsx'));

function NotFound() {
  const { errors, shell } = useText();
  return (
    <Empty icon={<SearchX size={32} strokeWidth={1.25} />} title={errors.notFound} heading="h1">
      <Link href="/" className="button button-plain">
        {shell.make}
      </Link>
    </Empty>
  );
}

export function App() {
  const { language } = useStore(preferences);
  const { shell, common } = useText();
  const [path] = useLocation();
  useArrival(path);
  useKeptFocus();
  const titles: Readonly<Record<string, string>> = {
    '/watch': shell.watch,
    '/history': shell.history,
    '/presets': shell.presets,
    '/models': shell.models,
  };
  // A generation has a title of its own.
  useTitle(path.startsWith('/generations/') ? null : (titles[path] ?? ''));
  const [times, setTimes] = useState(0);
  const startOver = useCallback(() => setTimes((before) => before + 1), []);
  return (
    <I18nProvider locale={LOCALES[language]}>
      <a className="skip" href="#content">
        {shell.skip}
      </a>
      <QueueProvider>
        <div className="shell">
          <Navigation path={path} />
          <main id="content" className="content" tabIndex={-1}>
            <StartOver value={startOver}>
              <Boundary key={`${path}.${times}`}>
                <Suspense fallback={<p className="loading">{common.loading} …</p>}>
                  <Switch>
                    <Route path="/" component={MakePage} />
                    <Route path="/watch" component={QueuePage} />
                    <Route path="/history" component={HistoryPage} />
                    <Route path="/presets" component={PresetsPage} />
                    <Route path="/models" component={ModelsPage} />
                    <Route path="/generations/:id">{({ id }) => <GenerationPage key={id} id={id} />}</Route>
                    <Route component={NotFound} />
                  </Switch>
                </Suspense>
              </Boundary>
            </StartOver>
          </main>
        </div>
      </QueueProvider>
    </I18nProvider>
  );
}
