import { Film } from 'lucide-react';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { Devices } from '../api/generated/lists.ts';
import type { Queue } from '../api/updates.ts';
import { useDates } from '../dates.ts';
import { bytes, wholeSeconds } from '../format.ts';
import { partDone } from '../generation/progress.ts';
import { useProgress } from '../generation/use-progress.ts';
import { GenerationCard } from '../history/generation-card.tsx';
import { useQueue } from '../shell/queue.tsx';
import { useText } from '../text/index.ts';
import { Empty } from '../ui/empty.tsx';
import { Meter } from '../ui/meter.tsx';

type Row = Queue['running'][number];

function RunningCard({ generation }: { readonly generation: Row }) {
  const text = useText();
  const { watch } = text;
  const dates = useDates();
  const { progress } = useProgress(generation.id, 0);
  const { step, windows, secondsLeft } = progress;
  const place = step ? `${watch.windowOf(step.window + 1, windows)} · ${watch.stepOf(step.step, step.steps)}` : '';
  return (
    <GenerationCard generation={generation} text={text} dates={dates}>
      <Meter
        label={place || watch.progress}
        value={partDone(progress)}
        text={secondsLeft !== null && secondsLeft > 0 ? watch.left(wholeSeconds(secondsLeft)) : ''}
      />
    </GenerationCard>
  );
}

function DeviceList() {
  const { watch } = useText();
  const queue = useQueue();
  const [{ data }, reload] = useQuery({ query: Devices, requestPolicy: 'cache-and-network' });
  // A worker begins and ends with what it runs.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another queue, other states
  useEffect(() => reload({ requestPolicy: 'network-only' }), [queue]);
  if (!data) return null;
  return (
    <section aria-label={watch.devices}>
      <h2 className="section-title">{watch.devices}</h2>
      <ul className="device-list">
        {data.devices.map(({ id, title, provider, threads, memoryBytes, worker }) => (
          <li key={id} className="card device">
            <span className="device-title">{title}</span>
            <span className="muted">
              {[provider, watch.threads(threads), memoryBytes ? bytes(memoryBytes) : null].filter(Boolean).join(' · ')}
            </span>
            <span className="badge" data-state={worker}>
              <span className="badge-dot" aria-hidden />
              {watch.workerStates[worker]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function QueuePage() {
  const text = useText();
  const { watch } = text;
  const dates = useDates();
  const queue = useQueue();
  const nothing = queue && queue.running.length === 0 && queue.waitingCount === 0;
  return (
    <>
      <header className="page-header">
        <h1>{watch.title}</h1>
      </header>
      {nothing ? (
        <Empty icon={<Film size={32} strokeWidth={1.25} />} title={watch.idle}>
          <p className="muted">{watch.idleLead}</p>
          <Link href="/" className="button button-plain">
            {text.make.title}
          </Link>
        </Empty>
      ) : null}
      {queue && queue.running.length > 0 ? (
        <section aria-label={watch.running}>
          <h2 className="section-title">{watch.running}</h2>
          <ul className="card-list">
            {queue.running.map((generation) => (
              <li key={generation.id}>
                <RunningCard generation={generation} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {queue && queue.waitingCount > 0 ? (
        <section aria-label={watch.waiting}>
          <h2 className="section-title">{watch.waiting}</h2>
          <ol className="card-list">
            {queue.waiting.map((generation, index) => (
              <li key={generation.id}>
                <GenerationCard generation={generation} text={text} dates={dates}>
                  <span className="muted">{watch.position(index + 1)}</span>
                </GenerationCard>
              </li>
            ))}
          </ol>
          {queue.waitingCount > queue.waiting.length ? (
            <p className="muted">{watch.waitingMore(queue.waitingCount - queue.waiting.length)}</p>
          ) : null}
        </section>
      ) : null}
      <DeviceList />
    </>
  );
}
