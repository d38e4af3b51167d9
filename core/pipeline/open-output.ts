import type { VideoOutput } from '../plugin-api/output.ts';
import { createPlugin } from '../plugin-host/create-plugin.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';
import type { PluginChoice } from '../runs/spec.ts';
import type { StageJournal } from './journal.ts';
import { logWords } from './log-words.ts';

/**
 * The output of a run, which tells in the run's log when its calls are slow to end, and that a voice will not be heard.
 * @param spoken whether there are voices
 */
export function openOutput(
  registry: PluginRegistry,
  choice: PluginChoice,
  spoken: boolean,
  journal: Pick<StageJournal, 'warn'>,
): VideoOutput {
  const { id } = choice;
  const { capabilities } = registry.get('output', id);
  if (spoken && !capabilities.audio)
    journal.warn(
      logWords(
        `${id} has no sound: the voice moves the mouth and is not heard`,
        `${id} 没有声音：语音只带动口型，听不到`,
      ),
    );
  return createPlugin(registry, 'output', choice, 'output', (name, part, seconds) =>
    journal.warn(
      logWords(
        `${name}: no answer to ${part} in ${seconds} s; the run waits for it`,
        `${name}：${seconds} 秒内未回应 ${part}；任务在等待它`,
      ),
    ),
  );
}
