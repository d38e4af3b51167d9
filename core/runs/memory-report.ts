import type { StageUse } from '../memory/stage-use.ts';
import type { MemoryBytes } from '../plugin-api/memory-forecast.ts';
import type { MemoryBudget, MemoryChoices } from '../plugin-api/memory-strategy.ts';
import type { InOtherLanguages } from '../plugin-api/translations.ts';
import type { Preset } from './service.ts';
import type { GenerationMode, NetworkPrecision } from './spec.ts';

/** What one memory strategy makes of a request. */
export interface StrategyForecast {
  readonly strategy: string;
  readonly title: string;
  /** Whether it fits the budget and honours the request. */
  readonly fits: boolean;
  /** Why this plan, or why none. */
  readonly reason: string;
  /** When it does not fit: what would be taken instead. */
  readonly accepted: string | null;
  readonly translations: InOtherLanguages<'reason' | 'accepted'>;
  /** Largest use of each kind of memory over the stages; of the plan that was refused when it does not fit. */
  readonly peak: MemoryBytes;
  /** null when the strategy refuses the request whatever the budget. */
  readonly plan: MemoryChoices | null;
  /** Of the plan, or of the one that was refused; empty when there is none. */
  readonly stages: readonly StageUse[];
  /** By the time that the stages of past runs took; null when nothing is known. */
  readonly estimatedSeconds: number | null;
}

/** A preset that fits the budget. */
export interface RecommendedPreset {
  /** null: none fits. */
  readonly preset: Preset | null;
  readonly reason: string;
  readonly translations: InOtherLanguages<'reason'>;
}

/** Everything that is known of the memory of a request before it is started. */
export interface MemoryReport {
  readonly mode: GenerationMode;
  readonly model: string;
  readonly provider: string;
  readonly precision: string;
  /** Networks with a precision of their own. */
  readonly networkPrecision: readonly NetworkPrecision[];
  /** What the run may use. */
  readonly budget: MemoryBudget;
  /** The strategy of the request. */
  readonly chosen: StrategyForecast;
  /** Every strategy, with its default options but for the chosen one. */
  readonly strategies: readonly StrategyForecast[];
  readonly recommended: RecommendedPreset;
  /** Past runs on this machine that the forecast is corrected by. */
  readonly pastRuns: number;
}
