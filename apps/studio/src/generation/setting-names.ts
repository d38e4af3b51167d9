import type { Catalogue } from '../text/areas.ts';
import type { SettingRow } from './setting-rows.ts';

/** What the page calls a setting or an input in its forms; null: one that it does not know. */
function labelOf(path: string, { forecast, make, settings }: Catalogue): string | null {
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
    'memoryBudget.ramBytes': forecast.budgetRam,
    'memoryBudget.vramBytes': forecast.budgetVram,
    ...make.inputs,
  };
  const word = labels[path] ?? settings[path as keyof Catalogue['settings']];
  return typeof word === 'string' ? word : null;
}

/** What belongs to a speaker: `speakers.1.audio` is the voice of speaker 2. */
function ofSpeaker(path: string, { make }: Catalogue): string | null {
  const [, index, part] = /^speakers\.(\d+)\.(audio|mask|box)\b/.exec(path) ?? [];
  const words: Readonly<Record<string, (speaker: number) => string>> = {
    audio: make.voiceOf,
    mask: make.maskOfSpeaker,
    box: make.place,
  };
  return part === undefined ? null : words[part]!(Number(index) + 1);
}

/**
 * What the page calls a field of a request, with what is the plugin's own behind it: `Scheduler · order`. null: it has
 * no word for it.
 */
export function knownName(path: string, text: Catalogue): string | null {
  const whole = labelOf(path, text) ?? ofSpeaker(path, text);
  if (whole !== null) return whole;
  const [first = path, ...rest] = path.split('.');
  const roles: Readonly<Record<string, string>> = text.models.roles;
  const label = labelOf(first, text);
  return label === null ? null : [label, ...rest.map((name) => roles[name] ?? name)].join(' · ');
}

/** The name of a row in the words of the page; that of the API where it has none. */
export const settingName = (path: string, text: Catalogue): string =>
  knownName(path, text) ?? path.replaceAll('.', ' · ');

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
