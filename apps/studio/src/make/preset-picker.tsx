import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import type { CatalogueData, Preset } from '../api/use-catalogue.ts';
import { useText } from '../text/index.ts';

interface Props {
  readonly catalogue: CatalogueData;
  readonly value: string;
  onChange(name: string): void;
}

/** Whether the model set of a preset is installed and usable, as far as that is known. */
export function canRun({ models }: CatalogueData, { settings }: Preset): boolean {
  return models?.some(({ name, problem }) => name === settings.model && problem === null) ?? true;
}

/** The preset that a request without one gets. */
const DEFAULT = 'demo';

/** The preset to begin with: the server's default, else one that can run here. */
export function firstUsable(catalogue: CatalogueData): Preset {
  const { presets } = catalogue;
  const standard = presets.find((preset) => preset.name === DEFAULT && canRun(catalogue, preset));
  return standard ?? presets.find((preset) => canRun(catalogue, preset)) ?? presets[0]!;
}

export function PresetPicker({ catalogue, value, onChange }: Props) {
  const { make, settings: words } = useText();
  return (
    <RadioGroup className="preset-picker" value={value} onChange={onChange}>
      <Label className="field-label">{make.preset}</Label>
      <div className="preset-cards">
        {catalogue.presets.map((preset) => {
          const { name, title, settings } = preset;
          const usable = canRun(catalogue, preset);
          return (
            <Radio key={name} value={name} className="preset-card">
              <span className="preset-title">{title}</span>
              <span className="preset-facts">
                {settings.width}×{settings.height} · {words.stepCount(settings.steps)}
              </span>
              {usable ? null : <span className="preset-lack">{make.presetUnusable(settings.model)}</span>}
            </Radio>
          );
        })}
      </div>
    </RadioGroup>
  );
}
