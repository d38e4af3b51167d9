import type { RunFailure } from '../../../core/runs/events.ts';
import { type LadderGround, nextRung } from '../../../core/runs/ladder.ts';
import type { Rung } from '../../../core/runs/rung.ts';
import type { GenerationSpec } from '../../../core/runs/spec.ts';
import type { RunRepository } from '../../../db/repositories/runs.ts';
import type { StartedRun } from './run-ledger.ts';

/** What follows a run that ran out of memory. */
export interface MemoryVerdict {
  /** The failure, with what was forecast. */
  readonly failure: RunFailure;
  /** Where the next run stands; null: there is none. */
  readonly rung: Rung | null;
}

/** Failures that a run with less memory may cure. */
export const isShortOfMemory = ({ code }: RunFailure): boolean =>
  code === 'OUT_OF_MEMORY' || code === 'MEMORY_PLAN_IMPOSSIBLE';

/** Steps down the out-of-memory ladder, on what the installed model sets say. */
export class OutOfMemorySteps {
  readonly #runs: Pick<RunRepository, 'find'>;
  readonly #ground: (spec: GenerationSpec) => Promise<LadderGround>;

  constructor(runs: Pick<RunRepository, 'find'>, ground: (spec: GenerationSpec) => Promise<LadderGround>) {
    this.#runs = runs;
    this.#ground = ground;
  }

  async judge({ generation, run }: StartedRun, failure: RunFailure): Promise<MemoryVerdict> {
    const { spec } = generation;
    const { stage } = failure;
    const forecast = this.#runs.find(run.id)?.memory?.stages.find((use) => use.stage === stage)?.corrected;
    const forecastBytes = forecast ? Math.round(forecast.vram + forecast.ram) : null;
    const outOfMemory = failure.outOfMemory && { ...failure.outOfMemory, forecastBytes };
    return {
      failure: { ...failure, outOfMemory },
      rung: nextRung({ spec, rung: run.rung, stage }, await this.#ground(spec)),
    };
  }
}
