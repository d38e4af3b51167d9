import { resolve } from 'node:path';
import type { CheckedModelSet } from '../../../core/models/check-model-set.ts';
import { givenPath } from '../given-path.ts';
import { checkedSet } from './checked-set.ts';
import { checkpointRows, errorLines } from './checkpoint-text.ts';
import { surroundings } from './surroundings.ts';
import { toJson } from './text.ts';

/** What the checkpoints of a folder can do together. */
export function togetherLines({ modes, lacks, problems }: CheckedModelSet): string[] {
  const lacking = lacks.map((part, i) => `${i === 0 ? ':' : ','} no ${part}`).join('');
  const together = modes.length > 0 ? `can do ${modes.join(' and ')}` : `can do nothing yet${lacking}`;
  return [`together    ${together}`, ...problems.flatMap(errorLines)];
}

/** `models scan DIR` */
export async function scanModels(dir: string, { json }: { readonly json?: boolean }): Promise<void> {
  const { registry } = await surroundings();
  const root = resolve(givenPath(dir));
  const report = await checkedSet(dir, root, registry);
  if (json) console.log(toJson(report));
  else console.log([...checkpointRows(report.checkpoints, root), '', ...togetherLines(report)].join('\n').trim());
}
