import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import type { GenerationMode } from '../api/generated/schema.ts';
import { useFieldFailure } from '../settings/failure-context.ts';
import { useText } from '../text/index.ts';
import { NumberField } from '../ui/number-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useStore } from '../use-store.ts';
import { draft } from './draft.ts';
import { TimedPrompts } from './timed-prompts.tsx';

export function ModeToggle() {
  const { make } = useText();
  const { mode } = useStore(draft);
  return (
    <ToggleButtonGroup
      className="segmented"
      aria-label={make.mode}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[mode]}
      onSelectionChange={([key]) => draft.set({ mode: key as GenerationMode })}
    >
      <ToggleButton id="INFINITETALK" className="segment">
        {make.talking}
      </ToggleButton>
      <ToggleButton id="I2V" className="segment">
        {make.moving}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}

export function Prompts() {
  const { make } = useText();
  const { prompt, negativePrompt } = useStore(draft);
  return (
    <>
      <TextField
        label={make.prompt}
        lines={3}
        value={prompt}
        onChange={(value) => draft.set({ prompt: value })}
        placeholder={make.promptHint}
        failure={useFieldFailure('prompt')}
      />
      <TimedPrompts />
      <TextField
        label={make.negativePrompt}
        value={negativePrompt}
        onChange={(value) => draft.set({ negativePrompt: value })}
        placeholder={make.negativeHint}
        failure={useFieldFailure('negativePrompt')}
      />
    </>
  );
}

export function Seed() {
  const { settings } = useText();
  const { seed } = useStore(draft);
  return (
    <NumberField
      label={settings.seed}
      value={seed}
      minValue={0}
      onChange={(value) => draft.set({ seed: value })}
      placeholder={settings.random}
      description={settings.seedNote}
      failure={useFieldFailure('seed')}
    />
  );
}
