import { Download, Repeat } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useLocation } from 'wouter';
import { GenerationDiff, GenerationPage } from '../api/generated/generation.ts';
import { useLocale } from '../api/use-locale.ts';
import { bytes, seconds, significant } from '../format.ts';
import type { Generation } from '../generation/generation-page.tsx';
import type { WindowScore } from '../generation/progress.ts';
import { makeAgain } from '../make/make-again.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { CompareControl } from './compare-control.tsx';
import { DifferenceTable } from './difference-table.tsx';
import { Player } from './player.tsx';
import { WindowScores } from './window-scores.tsx';

function Facts({ generation }: { readonly generation: Generation }) {
  const { result } = useText();
  const run = generation.runs.findLast(({ state }) => state === 'SUCCEEDED');
  if (!run?.result) return null;
  const { width, height, frames, fps, lipSync } = run.result;
  const took = run.finishedAt ? (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000 : null;
  const facts = [
    { name: `${width}×${height}`, value: seconds(frames / fps), note: '' },
    { name: result.total, value: took === null ? '—' : seconds(took), note: '' },
    { name: result.memory, value: run.peakBytes ? bytes(run.peakBytes) : '—', note: '' },
    { name: result.lipSync, value: significant(lipSync?.correlation), note: result.lipSyncNote },
  ];
  return (
    <dl className="facts">
      {facts.map(({ name, value, note }) => (
        <div key={name} className="fact" title={note}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const shown = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);

function Differences({ here, there }: { readonly here: string; readonly there: string }) {
  const { result } = useText();
  const [{ data }] = useQuery({ query: GenerationDiff, variables: { first: here, second: there } });
  if (!data) return null;
  if (data.generationDiff.length === 0) return <p className="muted">{result.same}</p>;
  const rows = data.generationDiff.map(({ path, first, second }) => ({
    name: path,
    here: shown(first),
    there: shown(second),
  }));
  return <DifferenceTable rows={rows} title={result.differences} left={result.thisOne} right={result.otherOne} />;
}

/** The finished video, what it took, and what it is compared with. */
export function Result({
  generation,
  scores,
}: {
  readonly generation: Generation;
  readonly scores: readonly WindowScore[];
}) {
  const { result } = useText();
  const [, navigate] = useLocation();
  const [otherId, setOtherId] = useState<string | null>(null);
  const [{ data }] = useQuery({
    query: GenerationPage,
    variables: { id: otherId ?? '', locale: useLocale() },
    pause: otherId === null,
  });
  const other = otherId === null ? null : (data?.generation ?? null);
  const output = generation.output!;
  const made = generation.runs.findLast((run) => run.result)?.result;
  const fps = made?.fps ?? generation.settings.fps;
  const frames = made?.frames ?? Math.round((output.seconds ?? 0) * fps);
  return (
    <section className="card result">
      <Player
        video={output}
        fps={fps}
        frames={Math.max(1, frames)}
        other={other?.output ?? null}
        below={(second) => <WindowScores scores={scores} frame={second * fps} />}
      />
      <div className="result-side">
        <Facts generation={generation} />
        <div className="result-actions">
          <a className="button button-primary" href={output.url} download={output.filename ?? 'talking-video'}>
            <Download size={16} aria-hidden />
            <span>{result.download}</span>
          </a>
          <Button
            icon={<Repeat size={16} aria-hidden />}
            onPress={() => {
              makeAgain(generation);
              navigate('/');
            }}
          >
            {result.again}
          </Button>
        </div>
        <CompareControl generation={generation} value={otherId} onChange={setOtherId} />
      </div>
      {other ? (
        <div className="result-differences">
          <Differences here={generation.id} there={other.id} />
        </div>
      ) : null}
    </section>
  );
}
