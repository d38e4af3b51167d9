import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { MemoryBudgetInput, StartGenerationInput } from '../api/generated/schema.ts';
import type { CatalogueData } from '../api/use-catalogue.ts';
import { bytes, seconds } from '../format.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { FailureCallout } from '../ui/callout.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { BudgetFields } from './budget-fields.tsx';
import { whyOf } from './plan-text.ts';
import { StageBars } from './stage-bars.tsx';
import { StrategyList } from './strategy-list.tsx';
import { type Forecast, useForecast } from './use-forecast.ts';

interface Props {
  readonly catalogue: CatalogueData;
  readonly input: StartGenerationInput;
  readonly budget: MemoryBudgetInput;
  onBudget(budget: MemoryBudgetInput | undefined): void;
  onStrategy(strategy: string): void;
  onPreset(name: string): void;
}

function Verdict({ forecast }: { readonly forecast: Forecast }) {
  const text = useText();
  const { forecast: words, common } = text;
  const { chosen, budget } = forecast;
  const vram = chosen.peak.vram > 0;
  const used = bytes(vram ? chosen.peak.vram : chosen.peak.ram);
  const limit = vram ? budget.vramBytes : budget.ramBytes;
  const time = chosen.estimatedSeconds == null ? words.takesUnknown : words.takes(seconds(chosen.estimatedSeconds));
  return (
    <div className="verdict" data-fits={chosen.fits} role="status">
      {chosen.fits ? <CircleCheck size={20} aria-hidden /> : <TriangleAlert size={20} aria-hidden />}
      <div>
        <p className="verdict-title">
          {words.verdict(
            chosen.fits ? words.fits : words.over,
            limit == null ? words.peakAlone(used) : words.peak(used, bytes(limit)),
          )}
          <span className="muted"> · {time}</span>
        </p>
        <p className="muted">{whyOf(forecast, text)}</p>
        {chosen.accepted ? <p className="muted">{common.accepted(chosen.accepted)}</p> : null}
      </div>
    </div>
  );
}

interface DetailsProps extends Pick<Props, 'catalogue' | 'onStrategy' | 'onPreset'> {
  readonly forecast: Forecast;
}

function Details({ catalogue, forecast, onStrategy, onPreset }: DetailsProps) {
  const { forecast: words } = useText();
  const { chosen, budget, recommended, pastRuns } = forecast;
  const strategies = new Map(catalogue.plugins('MEMORY_STRATEGY').map((plugin) => [plugin.id, plugin]));
  const presets = new Map(catalogue.presets.map(({ name, title }) => [name, title]));
  const usesVram = chosen.stages.some(({ corrected }) => corrected.vram > 0);
  return (
    <>
      <Verdict forecast={forecast} />
      {!chosen.fits && recommended.preset ? (
        <div className="recommendation">
          <p className="muted">{recommended.reason}</p>
          <Button onPress={() => onPreset(recommended.preset!.name)}>
            {words.takePreset(presets.get(recommended.preset.name) ?? recommended.preset.title)}
          </Button>
        </div>
      ) : null}
      {usesVram ? <StageBars stages={chosen.stages} kind="vram" budget={budget.vramBytes ?? null} /> : null}
      <StageBars stages={chosen.stages} kind="ram" budget={budget.ramBytes ?? null} />
      <p className="muted">{words.corrected(pastRuns)}</p>
      <Disclosure title={words.strategies} summary={strategies.get(chosen.strategy)?.title ?? chosen.title}>
        <StrategyList strategies={strategies} forecast={forecast} onUse={onStrategy} />
      </Disclosure>
    </>
  );
}

/** What a request would need of the machine, stage by stage, while it is still being put together. */
export function ForecastPanel({ catalogue, input, budget, onBudget, onStrategy, onPreset }: Props) {
  const { forecast: words } = useText();
  const { forecast, failure, fetching } = useForecast(input);
  return (
    <section className="card forecast" aria-label={words.title} aria-busy={fetching}>
      <header className="forecast-header">
        <h2 className="section-title">{words.title}</h2>
        <BudgetFields value={budget} onChange={onBudget} onlyRam={forecast?.provider === 'cpu'} />
      </header>
      {failure ? <FailureCallout failure={failure} /> : null}
      {forecast ? (
        <Details catalogue={catalogue} forecast={forecast} onStrategy={onStrategy} onPreset={onPreset} />
      ) : null}
      {!forecast && !failure ? <p className="forecast-waiting muted">{words.waiting} …</p> : null}
    </section>
  );
}
