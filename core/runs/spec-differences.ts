import { canonicalJson } from './canonical-json.ts';
import type { GenerationSpec } from './spec.ts';

/** One setting that two generations do not share. */
export interface SettingDifference {
  /** Such as `steps` or `scheduler.options.solverOrder`. */
  readonly path: string;
  /** As plain data; null also where one of them does not have it. */
  readonly first: unknown;
  readonly second: unknown;
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function compare(path: string, first: unknown, second: unknown): SettingDifference[] {
  if (canonicalJson(first ?? null) === canonicalJson(second ?? null)) return [];
  if (!isGroup(first) || !isGroup(second)) return [{ path, first: first ?? null, second: second ?? null }];
  const keys = [...new Set([...Object.keys(first), ...Object.keys(second)])].sort();
  return keys.flatMap((key) => compare(path === '' ? key : `${path}.${key}`, first[key], second[key]));
}

/** Everything in which two specs differ, by path; inputs are compared by their content. */
export function specDifferences(first: GenerationSpec, second: GenerationSpec): SettingDifference[] {
  return compare('', first, second).filter(({ path }) => !/^\w+\.id$/.test(path) || !isAsset(path, first, second));
}

/** Assets of the same content may have two ids; the content is compared beside it. */
function isAsset(path: string, first: GenerationSpec, second: GenerationSpec): boolean {
  const field = path.split('.')[0] as keyof GenerationSpec;
  return [first[field], second[field]].some((value) => isGroup(value) && 'sha256' in value);
}
