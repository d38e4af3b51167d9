import { z } from 'zod';

/** One option of a plugin, as a form would show it. */
export interface OptionField {
  readonly name: string;
  readonly type: string;
  readonly description: string | null;
  /** The description in other languages, by BCP 47 tag. */
  readonly translations: Readonly<Record<string, string>>;
  /** What its number counts or is measured in: `px`, `%`, `blocks`. */
  readonly unit: string | null;
  readonly default: unknown;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly values: unknown[] | null;
}

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  /** A plugin's own word of the schema, and so anything. */
  readonly unit?: unknown;
  /** The same. */
  readonly translations?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

/** JSON Schema of what a caller may send: transforms and defaults seen from the input's side. */
export function optionSchema(options: z.ZodType): JsonSchema {
  return z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
}

/** The options of a Zod object as a flat list. An option that may be null takes the type and bounds of its other branch. */
export function optionFields(options: z.ZodType): OptionField[] {
  return Object.entries(optionSchema(options).properties ?? {}).map(([name, property]) => {
    const branch = property.anyOf?.find(({ type }) => type !== 'null') ?? property;
    const values = branch.enum ?? (branch.const === undefined ? null : [branch.const]);
    return {
      name,
      type: typeof branch.type === 'string' ? branch.type : (branch.type?.find((type) => type !== 'null') ?? 'object'),
      description: property.description ?? branch.description ?? null,
      translations: textsOf(property.translations ?? branch.translations),
      unit: [property.unit, branch.unit].find((unit) => typeof unit === 'string') ?? null,
      default: property.default ?? null,
      minimum: bound(branch.minimum ?? branch.exclusiveMinimum),
      maximum: bound(branch.maximum ?? branch.exclusiveMaximum),
      values: values === null ? null : [...values],
    };
  });
}

/** The strings among what a plugin calls translations. */
function textsOf(translations: unknown): Record<string, string> {
  const entries = Object.entries(typeof translations === 'object' && translations !== null ? translations : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Zod writes the limits of a safe integer for every unbounded integer; those are no bounds that a user cares for. */
function bound(limit: number | undefined): number | null {
  return limit === undefined || Math.abs(limit) === Number.MAX_SAFE_INTEGER ? null : limit;
}
