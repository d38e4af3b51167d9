import { type Command, InvalidArgumentError } from 'commander';
import type { LoraChoiceInput, NetworkPrecisionInput, RerunChangesInput } from './generated/graphql.ts';
import { addLora, LORA_HELP, LORA_OPTION } from './lora-option.ts';
import { addNetworkPrecision, NETWORK_PRECISION_HELP, NETWORK_PRECISION_OPTION } from './precision-option.ts';

type Settings = Readonly<Record<string, unknown>>;

/** Options of every command that says how a video is made. */
export interface SettingsOptions {
  readonly prompt?: string;
  readonly negativePrompt?: string;
  readonly steps?: number;
  readonly seed?: number;
  readonly scheduler?: string;
  readonly memory?: string;
  readonly precision?: string;
  readonly networkPrecision?: readonly NetworkPrecisionInput[];
  readonly lora?: readonly LoraChoiceInput[];
  readonly mergeLoras?: boolean;
  readonly set?: Settings;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,16}$/.test(text)) throw new InvalidArgumentError('It takes a whole number.');
  return Number(text);
}

export const isGroup = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merge(below: Settings, above: Settings): Settings {
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const known = merged[key];
    merged[key] = isGroup(known) && isGroup(value) ? merge(known, value) : value;
  }
  return merged;
}

/** JSON has no infinity: what is beyond the largest number would reach the server as null, which is no setting at all. */
function requireFinite(_key: string, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  throw new InvalidArgumentError('A number in it is too large.');
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text, requireFinite) as unknown;
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw error;
    return text;
  }
}

/** Adds what one `--set` says to those before it: `cfg=3`, `scheduler.options.solverOrder=3`, `output={"id":"webp"}`. */
export function addSetting(text: string, before: Settings = {}): Settings {
  const [, path, value] = /^([a-z]\w*(?:\.\w+)*)=(.*)$/is.exec(text) ?? [];
  if (path === undefined || value === undefined)
    throw new InvalidArgumentError('It takes a setting and its value, e.g. cfg=3 or scheduler.id=unipc.');
  const nested = path
    .split('.')
    .reduceRight<unknown>((inner, key) => ({ [key]: inner }), parseValue(value)) as Settings;
  return merge(before, nested);
}

export const withSettings = (command: Command): Command =>
  command
    .option('--prompt <text>', 'what to show')
    .option('--negative-prompt <text>', 'what to avoid')
    .option('--steps <n>', 'sampling steps', wholeNumber)
    .option('--seed <n>', 'the same seed gives the same video', wholeNumber)
    .option('--scheduler <id>', 'e.g. unipc, dpm++, dpm++_sde, euler, infinitetalk')
    .option('--memory <id>', 'memory strategy, e.g. resident, offload')
    .option('--precision <id>', 'how the weights are held, e.g. auto, fp16, q8, q4')
    .option(NETWORK_PRECISION_OPTION, NETWORK_PRECISION_HELP, addNetworkPrecision)
    .option(LORA_OPTION, LORA_HELP, addLora)
    .option('--merge-loras', 'add the LoRAs to the weights in the cache instead of beside them')
    .option('--set <field=value>', 'any other setting of the API, may be given several times, e.g. cfg=3', addSetting);

const plugin = (id: string | undefined) => (id === undefined ? undefined : { id });

/** The settings that the options stand for; what was not said is left out. */
export function chosenSettings(options: SettingsOptions): RerunChangesInput {
  const { prompt, negativePrompt, steps, seed } = options;
  const named = {
    prompt,
    negativePrompt,
    steps,
    seed,
    scheduler: plugin(options.scheduler),
    memory: plugin(options.memory),
    precision: plugin(options.precision),
    networkPrecision: options.networkPrecision,
    loras: options.lora?.map((lora) => ({ ...lora, merge: options.mergeLoras })),
  };
  const said = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  return merge(said, options.set ?? {}) as RerunChangesInput;
}
