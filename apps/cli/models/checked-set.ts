import { type CheckedModelSet, checkModelSet } from '../../../core/models/check-model-set.ts';
import { scanModelSet } from '../../../core/models/model-set.ts';
import { tokenizerProblem } from '../../../core/models/tokenizer-fit.ts';
import type { PluginRegistry } from '../../../core/plugin-host/registry.ts';

/** Looks closely at a folder and its tokenizer, without which it can do nothing. */
export async function checkedSet(name: string, dir: string, registry: PluginRegistry): Promise<CheckedModelSet> {
  const set = await scanModelSet(name, dir, registry);
  const report = await checkModelSet(set, registry);
  const problem = await tokenizerProblem(set);
  return problem ? { ...report, modes: [], problems: [...report.problems, problem] } : report;
}
