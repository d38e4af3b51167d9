import { Command, InvalidArgumentError, Option } from 'commander';
import type { GenerationState, HistoryQuery } from './generated/graphql.ts';
import { table } from './models/text.ts';
import { History } from './operations-of-history.ts';
import { type ServerOptions, useServer, withServer } from './server-access.ts';

interface HistoryOptions extends ServerOptions {
  readonly state?: GenerationState;
  readonly preset?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** Every state of the schema; the compiler asks for new ones. */
const STATES = Object.keys({
  QUEUED: true,
  RUNNING: true,
  PAUSED: true,
  SUCCEEDED: true,
  FAILED: true,
  CANCELLED: true,
} satisfies Record<GenerationState, true>);
const MAX_LIMIT = 100;
/** Characters of a prompt in a row. */
const PROMPT_LENGTH = 40;

function limit(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > MAX_LIMIT)
    throw new InvalidArgumentError(`It takes a whole number from 1 to ${MAX_LIMIT}.`);
  return Number(text);
}

type Listed = NonNullable<NonNullable<NonNullable<HistoryQuery['generations']['edges']>[number]>['node']>;

/** On this machine's clock; Swedish writes dates as ISO 8601 does. */
const localTime = (iso: string): string => new Date(iso).toLocaleString('sv');

const rowOf = ({ id, state, createdAt, preset, prompt, runs }: Listed): string[] => [
  id,
  localTime(createdAt),
  state,
  preset,
  runs.length === 1 ? '' : `${runs.length} runs`,
  prompt.length > PROMPT_LENGTH ? `${prompt.slice(0, PROMPT_LENGTH - 1)}…` : prompt,
];

export function historyCommand(): Command {
  const history = new Command('history')
    .description('The generations, newest first.')
    .addOption(new Option('--state <state>', 'only those in this state').choices(STATES))
    .option('--preset <name>', 'only those of this preset')
    .option('--limit <n>', 'at most so many', limit, 20)
    .option('--json', 'print JSON');
  return withServer(history).action((options: HistoryOptions) =>
    useServer(options, async (client) => {
      const filter = { preset: options.preset, states: options.state && [options.state] };
      const { generations } = await client.execute(History, { first: options.limit, filter });
      const found = (generations.edges ?? []).flatMap((edge) => edge?.node ?? []);
      if (options.json) console.log(JSON.stringify(found));
      else console.log(found.length > 0 ? table(found.map(rowOf)).join('\n') : 'There are none.');
    }),
  );
}
