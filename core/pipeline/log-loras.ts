import { basename } from 'node:path';
import type { AppliedLora } from '../checkpoints/lora/applied-lora.ts';
import type { RunEvent } from './journal.ts';

/** Names that are listed before "and N more". */
const LISTED = 5;

/** Says in the run's log what each LoRA changes, and what of it the network has no place for. */
export function logLoras(loras: readonly AppliedLora[], emit: (event: RunEvent) => void): void {
  for (const { overlay, strength, blocks, merge } of loras) {
    const { file, patches, unmatched } = overlay;
    const own = blocks.map(({ first, last, strength: one }) => `, ${one} in blocks ${first} to ${last}`).join('');
    const how = merge ? 'merged into the weights' : 'beside the weights';
    const message = `LoRA ${basename(file)}: ${patches.size} weights at strength ${strength}${own}, ${how}`;
    emit({ type: 'Log', level: 'info', message });
    if (unmatched.length === 0) continue;
    const more = unmatched.length > LISTED ? ` and ${unmatched.length - LISTED} more` : '';
    const names = unmatched.slice(0, LISTED).join(', ') + more;
    emit({ type: 'Log', level: 'warn', message: `LoRA ${basename(file)}: the network has no place for ${names}` });
  }
}
