import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import type { CatalogueData, Preset } from '../api/use-catalogue.ts';
import { PresetLack } from '../presets/preset-problems.tsx';
import { useText } from '../text/index.ts';

interface Props {
  readonly catalogue: CatalogueData;
  readonly value: string;
  onChange(name: string): void;
}

/** The preset that a request without one gets. */
const DEFAULT = 'demo';

/** The preset to begin with: the server's default, else one that can run here. */
export function firstUsable(catalogue: CatalogueData): Preset {
  const { presets } = catalogue;
  const usable = presets.filter((preset) => catalogue.problems(preset).length === 0);
  return usable.find(({ name }) => name === DEFAULT) ?? usable[0] ?? presets[0]!;
}

export function PresetPicker({ catalogue, value, onChange }: Props) {
  const { make, settings: words } = useText();
  return (
    <RadioGroup className="preset-picker" value={value} onChange={onChange}>
      <Label className="field-label">{make.preset}</Label>
      <div className="preset-cards">
        {catalogue.presets.map((preset) => {
          const { name, title, settings } = preset;
          return (
            <Radio key={name} value={name} className="preset-card">
              <span className="preset-title">{title}</span>
              <span className="preset-facts">
                {settings.width}×{settings.height} · {words.stepCount(settings.steps)}
              </span>
              <PresetLack problems={catalogue.problems(preset)} />
            </Radio>
          );
        })}
      </div>
    </RadioGroup>
  );
}
