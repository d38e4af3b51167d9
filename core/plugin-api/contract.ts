import { z } from 'zod';
import { PLUGIN_KINDS } from './plugin.ts';
import { translationsSchema } from './translations.ts';

/** What is wrong with a part of a plugin. */
export interface ContractFault {
  /** Below the contribution, such as `options`; '' is the contribution itself. */
  readonly field: string;
  readonly message: string;
  readonly accepted: string;
}

type Parts = Readonly<Record<string, unknown>>;

const ID = /^[a-z0-9][a-z0-9_+*./-]{0,63}$/;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What `capabilities` of the kinds that have them hold. */
const CAPABILITIES: Readonly<Record<string, { readonly schema: z.ZodType; readonly accepted: string }>> = {
  scheduler: {
    schema: z.looseObject({ stochastic: z.boolean(), callsPerStep: z.number().int().min(1) }),
    accepted: '{ stochastic: true or false, callsPerStep: a whole number from 1 }',
  },
  output: { schema: z.looseObject({ audio: z.boolean() }), accepted: '{ audio: true or false }' },
};

function optionsFault(options: unknown): ContractFault | null {
  const fault = (message: string, accepted: string): ContractFault => ({ field: 'options', message, accepted });
  const schema = options as z.ZodType | undefined;
  const ours = 'a Zod object made with z of genesis/plugin-api';
  if (typeof schema?.safeParse !== 'function') return fault('options must be a Zod schema', ours);
  const defaults = 'a schema in which every field has a default, so that {} is valid';
  let parsed: ReturnType<typeof schema.safeParse>;
  try {
    parsed = schema.safeParse({});
  } catch (error) {
    return fault(`the schema of the options throws: ${said(error)}`, defaults);
  }
  if (!parsed.success) return fault('every option needs a default, so that {} is valid', defaults);
  try {
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  } catch (error) {
    return fault(`the options cannot be published as JSON Schema: ${said(error)}`, ours);
  }
  // Options are stored and sent to the worker as JSON, and are parsed again there.
  try {
    if (schema.safeParse(JSON.parse(JSON.stringify(parsed.data))).success) return null;
  } catch {
    // Not even text: said below.
  }
  return fault(
    'the options do not come back from JSON as they were',
    'options of what JSON has: numbers, strings, true and false, null, lists and objects',
  );
}

/** What a contribution does not keep of the contract, or null. Plugins in JavaScript have no compiler to tell them. */
export function contributionFault(contribution: unknown): ContractFault | null {
  const fault = (field: string, message: string, accepted: string): ContractFault => ({ field, message, accepted });
  if (typeof contribution !== 'object' || contribution === null)
    return fault('', 'a contribution must be an object', 'an object with kind, id, version, title, description, ...');
  const { kind, id, version, title, description, translations, create, options, capabilities } = contribution as Parts;
  if (!PLUGIN_KINDS.some((known) => known === kind))
    return fault('kind', `there is no kind ${JSON.stringify(kind)}`, `one of ${PLUGIN_KINDS.join(', ')}`);
  if (!isText(id) || !ID.test(id)) return fault('id', `id ${JSON.stringify(id)} must match ${ID}`, `a text like ${ID}`);
  if (!isText(version)) return fault('version', `${kind} ${id} has no version`, 'a semantic version, such as "1.0.0"');
  if (!isText(title)) return fault('title', `${kind} ${id} has no title`, 'a text');
  if (!isText(description)) return fault('description', `${kind} ${id} has no description`, 'a text of one sentence');
  if (!translationsSchema.safeParse(translations).success) {
    const accepted = 'the strings title and description by language tag, such as "zh"';
    return fault('translations', `translations are ${accepted}`, accepted);
  }
  if (typeof create !== 'function')
    return fault('create', 'create must be a function', 'a function of context and options');
  const needed = CAPABILITIES[kind as string];
  if (needed && !needed.schema.safeParse(capabilities).success)
    return fault('capabilities', `${kind} ${id} does not say what it can do`, needed.accepted);
  return optionsFault(options);
}
