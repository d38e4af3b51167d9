import type { PoolPrecision } from '../memory/held-checkpoint.ts';
import { formatBytes } from '../memory/memory-bytes.ts';
import type { Precision } from '../plugin-api/precision.ts';
import type { PluginChoice } from '../runs/spec.ts';
import type { RunEvent } from './journal.ts';
import { logWords } from './log-words.ts';

/** Share of the bytes between two log lines. */
const LOG_STEP = 0.1;

/** A chosen precision as the network pool takes it; the run's log follows a conversion of weights. */
export function openPrecision(
  choice: PluginChoice,
  value: Precision,
  dir: string,
  emit: (event: RunEvent) => void,
): PoolPrecision {
  const logged = new Map<string, number>();
  return {
    id: choice.id,
    identity: { id: choice.id, version: choice.version, options: choice.options },
    value,
    dir,
    onProgress(role, { bytesDone, bytesTotal, report }) {
      if (report && report.saturated > 0) {
        const { name, saturated } = report;
        const words = logWords(
          `${name}: ${saturated} values are beyond the range of ${choice.id}`,
          `${name}：${saturated} 个值超出 ${choice.id} 的范围`,
        );
        emit({ type: 'Log', level: 'warn', ...words });
      }
      const share = bytesDone / bytesTotal;
      if (share < 1 && share < (logged.get(role) ?? -1) + LOG_STEP) return;
      logged.set(role, share);
      const [done, total] = [formatBytes(bytesDone), formatBytes(bytesTotal)];
      const words = logWords(
        `weights of the ${role} in ${choice.id}: ${done} of ${total}`,
        `${role} 的 ${choice.id} 权重：${done} / ${total}`,
      );
      emit({ type: 'Log', level: 'info', ...words });
    },
  };
}
