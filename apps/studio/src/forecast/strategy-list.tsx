import { CircleCheck, CircleX } from 'lucide-react';
import type { Plugin } from '../api/use-catalogue.ts';
import { bytes, seconds } from '../format.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { shortageOf } from './plan-text.ts';
import type { Forecast } from './use-forecast.ts';

interface Props {
  /** The strategies' plugins by id, in the language of the page. */
  readonly strategies: ReadonlyMap<string, Plugin>;
  readonly forecast: Forecast;
  onUse(strategy: string): void;
}

/** Every strategy with what it would need, and why it can or cannot. */
export function StrategyList({ strategies, forecast, onUse }: Props) {
  const { forecast: words } = useText();
  const kind = forecast.strategies.some(({ peak }) => peak.vram > 0) ? 'vram' : 'ram';
  return (
    <ul className="strategies">
      {forecast.strategies.map(({ strategy, title, fits, reason, peak, estimatedSeconds }) => (
        <li key={strategy} className="strategy" data-fits={fits}>
          {fits ? <CircleCheck size={17} aria-label={words.fits} /> : <CircleX size={17} aria-label={words.over} />}
          <div className="strategy-text">
            <p className="strategy-title">
              {strategies.get(strategy)?.title ?? title}
              <span className="muted">
                {bytes(peak[kind])}
                {estimatedSeconds == null ? '' : ` · ${words.takes(seconds(estimatedSeconds))}`}
              </span>
            </p>
            <p className="muted">
              {shortageOf(peak, forecast.budget, words) ?? (fits ? strategies.get(strategy)?.description : reason)}
            </p>
          </div>
          {strategy === forecast.chosen.strategy ? (
            <span className="muted">{words.chosen}</span>
          ) : (
            <Button look="quiet" isDisabled={!fits} onPress={() => onUse(strategy)}>
              {words.use}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
