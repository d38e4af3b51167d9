import { wordsOf } from '../api/failure-words.ts';
import type { OomPolicy } from '../api/generated/schema.ts';
import type { CatalogueData, Settings } from '../api/use-catalogue.ts';
import { effective, type Overrides, withOverride } from '../make/draft.ts';
import { useText } from '../text/index.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { Select } from '../ui/select.tsx';
import { Switch } from '../ui/switch.tsx';
import { ColorFields } from './color-fields.tsx';
import { LoraFields } from './lora-fields.tsx';
import { NetworkPrecisionFields } from './network-precision-fields.tsx';
import { type NumberName, NumberSetting } from './number-setting.tsx';
import { PluginField, type PluginValue } from './plugin-field.tsx';
import { PLUGIN_KINDS, type PluginSetting } from './plugin-settings.ts';
import { SigmasField } from './sigmas-field.tsx';
import { TriState } from './tri-state.tsx';

interface Props {
  readonly catalogue: CatalogueData;
  /** What holds where nothing is overridden. */
  readonly base: Settings;
  readonly overrides: Overrides;
  onChange(overrides: Overrides): void;
}

const OOM_POLICIES: readonly OomPolicy[] = ['FAIL', 'SAME_PICTURE', 'SMALLER'];

/** What an emptied field says: no limit, or else what holds without it. */
const cleared = (name: NumberName): null | undefined => (name === 'maxFrames' ? null : undefined);

/** Every setting of a generation, in the folds of a form. */
export function SettingsForm({ catalogue, base, overrides, onChange }: Props) {
  const text = useText();
  const { settings: words } = text;
  const settings = effective(base, overrides);
  const set = <Key extends keyof Overrides>(key: Key, value: Overrides[Key] | undefined) =>
    onChange(withOverride(overrides, key, value));

  const title = (name: PluginSetting) =>
    catalogue.plugins(PLUGIN_KINDS[name]).find(({ id }) => id === settings[name].id)?.title ?? settings[name].id;
  const number = (name: NumberName) => (
    <NumberSetting
      key={name}
      name={name}
      value={settings[name] ?? null}
      onChange={(value) => set(name, value === base[name] ? undefined : (value ?? cleared(name)))}
    />
  );
  const plugin = (name: PluginSetting, label: string) => (
    <PluginField
      key={name}
      label={label}
      field={name}
      plugins={catalogue.plugins(PLUGIN_KINDS[name])}
      value={{ id: settings[name].id, options: settings[name].options as PluginValue['options'] }}
      onChange={(value) => set(name, name === 'memory' ? { ...overrides.memory, ...value } : value)}
    />
  );
  const decision = (name: 'tiledVae' | 'forceOffload' | 'batchedCfg') => (
    <TriState
      label={words[name]}
      value={settings.memory[name] ?? null}
      onChange={(value) => {
        const { [name]: _, ...others } = overrides.memory ?? {};
        set('memory', value === null && base.memory[name] === null ? others : { ...others, [name]: value });
      }}
    />
  );

  return (
    <div className="settings-form">
      <Disclosure title={words.size} summary={`${settings.width}×${settings.height}`}>
        <div className="field-grid">
          {(['width', 'height', 'fps', 'frameWindowSize', 'motionFrames', 'maxFrames'] as const).map(number)}
        </div>
      </Disclosure>
      <Disclosure title={words.sampling} summary={`${title('scheduler')} · ${words.stepCount(settings.steps)}`}>
        <div className="field-grid">{(['steps', 'shift'] as const).map(number)}</div>
        {plugin('scheduler', words.scheduler)}
        {plugin('stepCache', words.stepCache)}
        <div className="field-grid">
          {(['startStep', 'endStep', 'denoiseStrength', 'riflexFreqIndex'] as const).map(number)}
          <SigmasField value={settings.sigmas} onChange={(value) => set('sigmas', value)} />
        </div>
        <Switch
          label={words.addNoiseToSamples}
          description={words.addNoiseToSamplesNote}
          value={settings.addNoiseToSamples}
          onChange={(value) => set('addNoiseToSamples', value === base.addNoiseToSamples ? undefined : value)}
        />
      </Disclosure>
      <Disclosure title={words.guidance} summary={words.scales(settings.cfg, settings.audioCfg)}>
        <div className="field-grid">{(['cfg', 'audioCfg'] as const).map(number)}</div>
        {plugin('guidance', words.guidanceMethod)}
      </Disclosure>
      <Disclosure title={words.loras} summary={settings.loras.length}>
        <LoraFields model={settings.model} value={settings.loras} onChange={(value) => set('loras', value)} />
      </Disclosure>
      <Disclosure title={words.memory} summary={title('memory')}>
        {plugin('memory', words.strategy)}
        <div className="field-grid">
          {decision('tiledVae')}
          {decision('forceOffload')}
          {decision('batchedCfg')}
          <Select
            label={words.oomPolicy}
            description={words.oomPolicyNote}
            value={settings.oomPolicy}
            onChange={(id) => set('oomPolicy', id === base.oomPolicy ? undefined : (id as OomPolicy))}
            choices={OOM_POLICIES.map((id) => ({ id, label: words.oomPolicies[id] }))}
          />
        </div>
      </Disclosure>
      <Disclosure title={words.compute} summary={`${title('provider')} · ${title('precision')}`}>
        <Select
          label={words.model}
          value={settings.model}
          onChange={(model) => set('model', model === base.model ? undefined : model)}
          choices={(catalogue.models ?? []).map(({ name, problem, problemCode }) => ({
            id: name,
            label: name,
            note: problem && problemCode && wordsOf({ code: problemCode, message: problem }, text).heading,
            disabled: problem !== null,
          }))}
        />
        {plugin('provider', words.provider)}
        {plugin('precision', words.precision)}
        <NetworkPrecisionFields
          roles={catalogue.models?.find(({ name }) => name === settings.model)?.networks.map(({ role }) => role) ?? []}
          precisions={catalogue.plugins('PRECISION')}
          value={settings.networkPrecision}
          onChange={(value) => set('networkPrecision', value)}
        />
      </Disclosure>
      <Disclosure title={words.output} summary={title('output')}>
        {plugin('output', words.outputFormat)}
        <ColorFields value={settings.colorCorrection} onChange={(value) => set('colorCorrection', value)} />
      </Disclosure>
    </div>
  );
}
