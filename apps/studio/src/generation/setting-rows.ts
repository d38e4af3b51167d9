import type { Generation } from './generation-page.tsx';

/** A setting as a row of a table: its name in the API, and its value. */
export interface SettingRow {
  readonly name: string;
  readonly value: string;
}

interface Choice {
  readonly id: string;
  readonly version: string;
  readonly options: unknown;
}

const isChoice = (value: unknown): value is Choice =>
  typeof value === 'object' && value !== null && 'id' in value && 'options' in value;

function text(value: unknown): string {
  if (value === null || value === undefined) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function rowsOf(name: string, value: unknown): SettingRow[] {
  if (!isChoice(value)) return [{ name, value: text(value) }];
  const { id, version: _, options, ...others } = value;
  return [
    { name, value: id },
    ...Object.entries({ ...(options as object), ...others })
      .filter(([key, option]) => key !== '__typename' && option !== null)
      .map(([key, option]) => ({ name: `${name}.${key}`, value: text(option) })),
  ];
}

/** Everything that decides a result, one row each; plugins with their options below them. */
export function settingRows({ settings, prompt, negativePrompt, seed, mode, preset }: Generation): SettingRow[] {
  const { __typename: _, ...plain } = settings as typeof settings & { readonly __typename?: string };
  return Object.entries({ mode, preset, prompt, negativePrompt, seed, ...plain }).flatMap(([name, value]) =>
    rowsOf(name, value),
  );
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
