import type { ImportedSettings, ImportNote, ImportOutcome } from './report.ts';

/** Settings while they are put together. */
export type Draft = { -readonly [Field in keyof ImportedSettings]: ImportedSettings[Field] };

/** What came of an argument's value; null: not of the kind that the argument takes. */
export interface RuleResult {
  readonly outcome: ImportOutcome;
  readonly field: string | null;
  readonly note: ImportNote | null;
}

/** Puts an argument's value into the draft. `undefined`: nothing to report; null: the value is not understood. */
export type Rule = (value: unknown, draft: Draft) => RuleResult | undefined | null;

export const mapped = (field: string): RuleResult => ({ outcome: 'MAPPED', field, note: null });
export const converted = (field: string, en: string, zh: string): RuleResult => ({
  outcome: 'CONVERTED',
  field,
  note: { en, zh },
});
export const without = (en: string, zh: string): RuleResult => ({
  outcome: 'NO_COUNTERPART',
  field: null,
  note: { en, zh },
});

type NumberField = {
  [Field in keyof ImportedSettings]-?: NonNullable<ImportedSettings[Field]> extends number ? Field : never;
}[keyof ImportedSettings];
type BooleanField = {
  [Field in keyof ImportedSettings]-?: NonNullable<ImportedSettings[Field]> extends boolean ? Field : never;
}[keyof ImportedSettings];

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** A number within limits, as it is. */
export function number(field: NumberField, lowest: number, highest: number): Rule {
  return (value, draft) => {
    if (!isNumber(value) || value < lowest || value > highest) return null;
    draft[field] = value;
    return mapped(field);
  };
}

/** A whole number within limits, as it is. */
export function whole(field: NumberField, lowest: number, highest: number): Rule {
  const take = number(field, lowest, highest);
  return (value, draft) => (Number.isInteger(value) ? take(value, draft) : null);
}

/** The nearest of offset + n·unit above 0. */
export function nearest(field: NumberField, unit: number, offset: number, highest: number): Rule {
  return (value, draft) => {
    if (!isNumber(value) || value < 1 || value > highest) return null;
    const taken = Math.max(offset || unit, offset + Math.round((value - offset) / unit) * unit);
    draft[field] = taken;
    if (taken === value) return mapped(field);
    const form = `${unit}n${offset ? `+${offset}` : ''}`;
    return converted(
      field,
      `${value} is no ${form}; ${taken} is the nearest`,
      `${value} 不是 ${form}；取最近的 ${taken}`,
    );
  };
}

export function flag(field: BooleanField): Rule {
  return (value, draft) => {
    if (typeof value !== 'boolean') return null;
    draft[field] = value;
    return mapped(field);
  };
}

/** A flag of the memory plan; true from any node wins. */
export function memoryFlag(field: 'tiledVae' | 'forceOffload'): Rule {
  return (value, draft) => {
    if (typeof value !== 'boolean') return null;
    draft.memory = { ...draft.memory, [field]: value || (draft.memory?.[field] ?? false) };
    return mapped(`memory.${field}`);
  };
}

const MAX_TEXT = 20_000;

export function text(field: 'prompt' | 'negativePrompt'): Rule {
  return (value, draft) => {
    if (typeof value !== 'string' || value.length > MAX_TEXT) return null;
    draft[field] = value;
    return mapped(field);
  };
}

/** An argument without counterpart: reported only where it is not at the value that changes nothing. */
export function onlyAt(neutral: unknown, en: string, zh: string): Rule {
  return (value) => (value === neutral ? undefined : without(en, zh));
}
