import type { Generation } from './generation-page.tsx';

/** A setting as a row of a table: its name in the API, and its value. */
export interface SettingRow {
  readonly name: string;
  readonly value: string;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function text(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (Array.isArray(value) && value.length === 0) return '—';
  return typeof value === 'string'
    ? value
    : JSON.stringify(value, (key, part) => (key === '__typename' ? undefined : part));
}

/** What tells the members of a list apart: the network of a precision, the name of a LoRA. */
const keyOf = (member: unknown): unknown => (isRecord(member) ? (member.role ?? member.name) : undefined);

/**
 * A plugin by its id, its options as rows of their own; an object as a row for each of its fields, and so each member of
 * a list whose members have names.
 */
function rowsOf(name: string, value: unknown): SettingRow[] {
  if (Array.isArray(value) && value.length > 0 && value.every((member) => keyOf(member) !== undefined)) {
    return value.flatMap(({ role, name: own, ...others }) => rowsOf(`${name}.${role ?? own}`, others));
  }
  if (!isRecord(value)) return [{ name, value: text(value) }];
  const { id, version: _, options, ...others } = value;
  const fields = { ...(isRecord(options) ? options : {}), ...others };
  return [
    ...(id === undefined ? [] : [{ name, value: text(id) }]),
    ...Object.entries(fields)
      .filter(([key, field]) => key !== '__typename' && field !== null)
      .map(([key, field]) => ({ name: `${name}.${key}`, value: text(field) })),
  ];
}

/** Settings, one row each; plugins with their options below them. */
export function rowsOfSettings(settings: object): SettingRow[] {
  return Object.entries(settings)
    .filter(([name]) => name !== '__typename')
    .flatMap(([name, value]) => rowsOf(name, value));
}

/** Everything that decides a result. */
export function settingRows({ settings, prompt, negativePrompt, seed, mode, preset }: Generation): SettingRow[] {
  return rowsOfSettings({ mode, preset, prompt, negativePrompt, seed, ...settings });
}

export interface SettingDifference {
  readonly name: string;
  readonly here: string | null;
  readonly there: string | null;
}

/** The rows in which two generations differ; null where only one has the row. */
export function settingDifferences(here: readonly SettingRow[], there: readonly SettingRow[]): SettingDifference[] {
  const left = new Map(here.map(({ name, value }) => [name, value]));
  const right = new Map(there.map(({ name, value }) => [name, value]));
  return [...new Set([...left.keys(), ...right.keys()])]
    .map((name) => ({ name, here: left.get(name) ?? null, there: right.get(name) ?? null }))
    .filter((row) => row.here !== row.there);
}
