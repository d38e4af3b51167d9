import type { Catalogue } from '../text/areas.ts';
import type { SettingRow } from './setting-rows.ts';

/** What the page calls a setting in its forms; null: one that it does not know. */
function labelOf(path: string, { make, settings }: Catalogue): string | null {
  const labels: Readonly<Record<string, string>> = {
    mode: make.mode,
    preset: make.preset,
    prompt: make.prompt,
    negativePrompt: make.negativePrompt,
    guidance: settings.guidanceMethod,
    memory: settings.strategy,
    'memory.tiledVae': settings.tiledVae,
    'memory.forceOffload': settings.forceOffload,
    'memory.batchedCfg': settings.batchedCfg,
    'colorCorrection.method': settings.colorCorrection,
    'colorCorrection.strength': `${settings.colorCorrection} · ${settings.colorStrength}`,
    output: settings.outputFormat,
  };
  const word = labels[path] ?? settings[path as keyof Catalogue['settings']];
  return typeof word === 'string' ? word : null;
}

/** The name of a row in the words of the page, with what is the plugin's own behind it: `Scheduler · order`. */
export function settingName(path: string, text: Catalogue): string {
  const whole = labelOf(path, text);
  if (whole !== null) return whole;
  const [first = path, ...rest] = path.split('.');
  const roles: Readonly<Record<string, string>> = text.models.roles;
  return [labelOf(first, text) ?? first, ...rest.map((name) => roles[name] ?? name)].join(' · ');
}

/** The value of a row in the words of the page. */
export function settingValue({ name, value }: SettingRow, { common, make, settings }: Catalogue): string {
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    mode: { INFINITETALK: make.talking, I2V: make.moving },
    oomPolicy: settings.oomPolicies,
    'colorCorrection.method': settings.colorMethods,
  };
  const answers: Readonly<Record<string, string>> = { true: common.yes, false: common.no, '': '—' };
  return words[name]?.[value] ?? answers[value] ?? value;
}
