import { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { ModelSet } from '../../../core/models/model-set.ts';
import { planMemory } from '../../../core/pipeline/plan-memory.ts';
import type { PluginRegistry } from '../../../core/plugin-host/registry.ts';
import type { LadderGround } from '../../../core/runs/ladder.ts';

/** null where an expected failure says that there is none. */
export function orNull<Value>(make: () => Value): Value | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof GenesisError) return null;
    throw error;
  }
}

/** A rung may be over the budget still: the run on it finds out before anything is loaded. */
const NO_BUDGET = { vramBytes: null, ramBytes: null };

/** Plans for a model set, for the out-of-memory ladder. */
export function ladderGround(set: ModelSet, registry: PluginRegistry): LadderGround {
  const plan: LadderGround['plan'] = (spec) =>
    orNull(() => planMemory(set, spec, { registry, budget: NO_BUDGET }).plan);
  const { dit } = set.networks;
  const layers = dit?.network.facts(dit.config).dims.layers;
  return {
    plan,
    choose: (kind, id, options) =>
      orNull(() => ({
        id,
        version: registry.get(kind, id).version,
        options: registry.parseOptions(kind, id, options),
      })),
    ditBlocks: typeof layers === 'number' ? layers : null,
  };
}
