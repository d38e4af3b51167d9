import { Plus, X } from 'lucide-react';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useStore } from '../use-store.ts';
import { draft, type TimedPrompt } from './draft.ts';

/** Prompts that take over from a time on. */
export function TimedPrompts() {
  const { make, common } = useText();
  const { prompts } = useStore(draft);
  const change = (index: number, prompt: TimedPrompt) => draft.set({ prompts: prompts.with(index, prompt) });
  const next = (prompts.at(-1)?.at ?? 0) + 3;
  return (
    <div className="timed-prompts">
      {prompts.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a prompt is its place
        <div key={index} className="timed-prompt">
          <NumberField
            label={make.promptFrom}
            value={one.at}
            minValue={0}
            onChange={(at) => change(index, { ...one, at: at ?? 0 })}
          />
          <TextField label={make.prompt} value={one.prompt} onChange={(prompt) => change(index, { ...one, prompt })} />
          <Button
            look="quiet"
            aria-label={`${common.remove}: ${make.promptFrom} ${one.at}`}
            icon={<X size={16} aria-hidden />}
            onPress={() => draft.set({ prompts: prompts.toSpliced(index, 1) })}
          />
        </div>
      ))}
      <Button
        look="quiet"
        icon={<Plus size={16} aria-hidden />}
        onPress={() => draft.set({ prompts: [...prompts, { at: next, prompt: '' }] })}
      >
        {make.addPrompt}
      </Button>
    </div>
  );
}
