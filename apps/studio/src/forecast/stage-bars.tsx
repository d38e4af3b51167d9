import type { StageMemoryFieldsFragment } from '../api/generated/forecast.ts';
import { bytes } from '../format.ts';
import { useText } from '../text/index.ts';
import { stageName } from './plan-text.ts';

type Kind = 'ram' | 'vram';

const PARTS = ['weights', 'activations', 'tiles', 'overhead'] as const;

interface Props {
  readonly stages: readonly StageMemoryFieldsFragment[];
  readonly kind: Kind;
  /** null: no limit is known. */
  readonly budget: number | null;
}

/**
 * One stacked bar per stage, all on one scale with the budget as a line. A bar's parts are as the shapes say; its
 * length and its number are corrected by past runs.
 */
export function StageBars({ stages, kind, budget }: Props) {
  const { forecast, stages: names } = useText();
  const largest = Math.max(...stages.map(({ corrected }) => corrected[kind]), 1);
  const scale = Math.max(largest, budget !== null && budget < largest * 4 ? budget : 0) * 1.04;
  return (
    <figure className="stage-bars">
      <figcaption className="stage-bars-caption">
        <span>{forecast.stagesOf(forecast[kind])}</span>
        <span className="legend" aria-hidden>
          {PARTS.map((part) => (
            <span key={part} className="legend-item" data-part={part}>
              {forecast[part]}
            </span>
          ))}
        </span>
      </figcaption>
      <ol>
        {stages.map(({ stage, corrected, split }) => {
          const whole = PARTS.reduce((sum, part) => sum + split[part][kind], 0);
          const over = budget !== null && corrected[kind] > budget;
          const parts = PARTS.filter((part) => split[part][kind] > 0);
          const words = parts.map((part) => `${forecast[part]} ${bytes(split[part][kind])}`).join(', ');
          return (
            <li key={stage} className="stage-bar-row" data-over={over}>
              <span className="stage-bar-name">{stageName(stage, names)}</span>
              <span className="stage-bar-track" title={words}>
                <span className="stage-bar" style={{ inlineSize: `${(corrected[kind] / scale) * 100}%` }}>
                  {parts.map((part) => (
                    <span
                      key={part}
                      className="stage-bar-part"
                      data-part={part}
                      style={{ flexGrow: split[part][kind] / whole }}
                    />
                  ))}
                </span>
                {budget !== null && budget <= scale ? (
                  <span className="budget-line" style={{ insetInlineStart: `${(budget / scale) * 100}%` }} />
                ) : null}
              </span>
              <span className="stage-bar-value">
                {bytes(corrected[kind])}
                <span className="visually-hidden">: {words}</span>
              </span>
            </li>
          );
        })}
      </ol>
    </figure>
  );
}
