import { significant } from '../format.ts';
import type { WindowScore } from '../generation/progress.ts';
import { useText } from '../text/index.ts';
import { stepCurve, type Window, windowsOf } from './step-curve.ts';

type Measure = 'drift' | 'lipSync' | 'seam';

interface CurveProps {
  readonly measure: Measure;
  readonly windows: readonly Window<WindowScore>[];
  /** The window that is shown now. */
  readonly current: Window<WindowScore>;
  /** Value at the upper edge; the lower one is 0. */
  readonly highest: number;
}

/** A measure over the video's length: a step for each window. */
function Curve({ measure, windows, current, highest }: CurveProps) {
  const { result } = useText();
  const values = windows.map((window) => ({ ...window, value: window.of[measure] }));
  const value = current.of[measure];
  return (
    <div className="window-curve" data-measure={measure}>
      <span className="window-curve-name">{result[measure]}</span>
      <span className="window-curve-value">{significant(value)}</span>
      <svg className="window-curve-plot" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        {windows.length > 1 ? (
          <rect className="window-curve-now" x={current.start} width={current.end - current.start} y={0} height={1} />
        ) : null}
        <path className="window-curve-line" d={stepCurve(values, highest)} vectorEffect="non-scaling-stroke" />
      </svg>
    </div>
  );
}

interface Props {
  readonly scores: readonly WindowScore[];
  /** The frame that is shown, from 0. */
  readonly frame: number;
}

const MEASURES: readonly Measure[] = ['drift', 'lipSync', 'seam'];

/** Along the timeline: how far colours drift, how well the lips follow the voice and how seams show, by window. */
export function WindowScores({ scores, frame }: Props) {
  const { result, watch } = useText();
  const shown = MEASURES.filter((measure) => scores.some((score) => score[measure] !== null));
  const windows = windowsOf(scores);
  const last = windows.at(-1);
  if (shown.length === 0 || !last) return null;
  const total = scores.reduce((sum, { frames }) => sum + frames, 0);
  const current = windows.find(({ end }) => frame / total < end) ?? last;
  const largest = (measure: Measure) => Math.max(...scores.map((score) => score[measure] ?? 0));
  return (
    <section className="window-scores" aria-label={result.windowScores}>
      <p className="window-scores-now">{watch.windowOf(current.of.window + 1, scores.length)}</p>
      {shown.map((measure) => (
        <Curve
          key={measure}
          measure={measure}
          windows={windows}
          current={current}
          highest={measure === 'lipSync' ? 1 : Math.max(1, largest(measure) * 1.15)}
        />
      ))}
      <ol className="visually-hidden">
        {scores.map((score) => (
          <li key={score.window}>
            {[
              `${result.window} ${score.window + 1}`,
              ...shown.map((measure) => `${result[measure]} ${significant(score[measure])}`),
            ].join(', ')}
          </li>
        ))}
      </ol>
    </section>
  );
}
