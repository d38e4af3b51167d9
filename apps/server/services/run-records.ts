import { correctionOf, type MeasuredStage } from '../../../core/memory/correction.ts';
import type { MemoryBytes } from '../../../core/plugin-api/memory-forecast.ts';
import type { StageName } from '../../../core/runs/events.ts';
import type { GenerationSettings } from '../../../core/runs/spec.ts';
import type { PastStage, RunHistory, RunKind } from '../../../db/repositories/run-history.ts';

/** Past runs of a kind that are looked at. */
const RUNS = 20;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

function measuredStage({ stage, memory, peakBytes, peakDeviceBytes }: PastStage): MeasuredStage | null {
  const use = memory.stages.find((one) => one.stage === stage);
  return use ? { use, base: memory.base, measured: { vram: peakDeviceBytes, ram: peakBytes } } : null;
}

export interface RunLength {
  readonly windows: number;
  /** Of a person's speech, silence after it included. */
  readonly speechSeconds: number;
}

/** What the past runs of one model, provider and precision on this machine say. */
export class RunRecords {
  readonly #stages: readonly PastStage[];

  constructor(history: RunHistory, kind: RunKind) {
    this.#stages = history.stages(kind, RUNS);
  }

  /** Number of runs that the figures come from. */
  get runs(): number {
    return new Set(this.#stages.map(({ run }) => run)).size;
  }

  /** By stage; see StageForecast.correction. */
  corrections(): Record<string, MemoryBytes> {
    const names = new Set(this.#stages.map(({ stage }) => stage));
    return Object.fromEntries([...names].map((name) => [name, this.#correction(name)]));
  }

  #correction(name: StageName): MemoryBytes {
    const measured = this.#stages.filter(({ stage }) => stage === name).map(measuredStage);
    return correctionOf(measured.filter((one) => one !== null));
  }

  /**
   * Seconds that a run would take: the median of each stage of past runs with the same size, window, steps and strategy,
   * those of a window as often as there are windows, that of speech by its length. null when one of the stages is not known.
   */
  estimateSeconds(
    settings: GenerationSettings,
    strategy: string,
    stages: readonly string[],
    { windows, speechSeconds }: RunLength,
  ): number | null {
    const alike = this.#stages.filter(
      ({ memory, settings: past }) =>
        memory.strategy === strategy &&
        past.width === settings.width &&
        past.height === settings.height &&
        past.frameWindowSize === settings.frameWindowSize &&
        past.steps === settings.steps,
    );
    let sum = 0;
    for (const name of stages) {
      const seconds = alike
        .filter(({ stage }) => stage === name)
        .map(
          (one) => one.seconds * (name === OF_SPEECH ? speechSeconds / (one.memory.speechSeconds || speechSeconds) : 1),
        );
      if (seconds.length === 0) return null;
      sum += median(seconds) * (PER_WINDOW.has(name) ? windows : 1);
    }
    return sum;
  }
}

const OF_SPEECH: StageName = 'encode-audio';
const PER_WINDOW: ReadonlySet<string> = new Set<StageName>(['encode-latents', 'denoise', 'decode']);
