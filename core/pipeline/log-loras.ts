import { basename } from 'node:path';
import type { AppliedLora } from '../checkpoints/lora/applied-lora.ts';
import type { RunEvent } from './journal.ts';
import { logWords } from './log-words.ts';

/** Names that are listed before "and N more". */
const LISTED = 5;

/** Says in the run's log what each LoRA changes, and what of it the network has no place for. */
export function logLoras(loras: readonly AppliedLora[], emit: (event: RunEvent) => void): void {
  for (const { overlay, strength, blocks, merge } of loras) {
    const { file, patches, unmatched } = overlay;
    const own = blocks.map(({ first, last, strength: one }) => `, ${one} in blocks ${first} to ${last}`).join('');
    const how = merge ? 'merged into the weights' : 'beside the weights';
    const ownZh = blocks.map(({ first, last, strength: one }) => `，块 ${first} 至 ${last} 为 ${one}`).join('');
    const words = logWords(
      `LoRA ${basename(file)}: ${patches.size} weights at strength ${strength}${own}, ${how}`,
      `LoRA ${basename(file)}：${patches.size} 个权重，强度 ${strength}${ownZh}，${merge ? '并入权重' : '与权重并行'}`,
    );
    emit({ type: 'Log', level: 'info', ...words });
    if (unmatched.length === 0) continue;
    const names = unmatched.slice(0, LISTED).join(', ');
    const others = unmatched.length - LISTED;
    const unplaced = logWords(
      `LoRA ${basename(file)}: the network has no place for ${names}${others > 0 ? ` and ${others} more` : ''}`,
      `LoRA ${basename(file)}：网络中没有 ${names}${others > 0 ? ` 及另外 ${others} 个` : ''} 的位置`,
    );
    emit({ type: 'Log', level: 'warn', ...unplaced });
  }
}
