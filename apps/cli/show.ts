import { Command } from 'commander';
import { ApiError, type GenesisClient } from './client.ts';
import type { GenerationDetailsQuery } from './generated/graphql.ts';
import { givenPath } from './given-path.ts';
import { formatSize, table } from './models/text.ts';
import { GenerationDetails } from './operations-of-history.ts';
import { printable } from './printable.ts';
import { generationId, ID_HELP, type ServerOptions, useServer, withServer } from './server-access.ts';
import { stageTimes, stageTitle } from './stage-times.ts';
import { saveVideo } from './talk.ts';
import { requireFormat } from './talk-options.ts';

type Details = NonNullable<GenerationDetailsQuery['generation']>;

interface ShowOptions extends ServerOptions {
  readonly out?: string;
  readonly json?: boolean;
}

const settingText = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value);
  const { id, options } = value as { id?: string; options?: object };
  if (id === undefined) return JSON.stringify(value);
  return options && Object.keys(options).length > 0 ? `${id} ${JSON.stringify(options)}` : id;
};

type Speaker = Details['speakers'][number];

function placeText({ box, mask }: Speaker): string {
  if (box) return ` at ${box.x},${box.y},${box.width},${box.height}`;
  return mask ? ` at ${mask.filename ?? 'a mask'}` : '';
}

/** What is shown of speakers and of prompts over time: as many rows as there are. */
function manyRows({ speakers, multiAudio, prompts }: Details): [string, string][] {
  const together = multiAudio === 'ADD' ? 'one after the other' : 'together';
  return [
    ...prompts.map(({ at, prompt }): [string, string] => [`from ${at} s`, prompt]),
    ...speakers.map((one, i): [string, string] => [
      `speaker ${i + 1}`,
      `${one.audio?.filename ?? ''}${placeText(one)}`,
    ]),
    ...(speakers.length > 1 ? [['speaking', together] as [string, string]] : []),
  ];
}

function runLines(run: Details['runs'][number]): string[] {
  const seconds = run.finishedAt ? (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000 : null;
  const facts = [
    run.state,
    run.reason === 'FIRST' ? '' : run.reason,
    seconds === null ? '' : `${seconds.toFixed(1)} s`,
    run.peakBytes === null ? '' : `peak memory ${formatSize(run.peakBytes)}`,
    run.errorCode === null ? '' : `${run.errorCode}: ${run.errorMessage}`,
  ];
  const stages = stageTimes(run.stages).map(({ stage, seconds: took, cached, count }) => [
    `  ${stageTitle(stage)}`,
    `${took.toFixed(2)} s`,
    cached === count ? 'from the stage cache' : '',
  ]);
  const fault = { field: run.errorField, accepted: run.errorAccepted };
  const given = Object.entries(fault).filter(([, value]) => value != null);
  return [
    printable(`run ${run.attempt}: ${facts.filter((fact) => fact !== '').join(', ')}`),
    ...table(given.map(([name, value]) => [`  ${name}`, value ?? ''])),
    ...table(stages),
  ];
}

function detailsText(generation: Details): string {
  const { id, state, mode, preset, prompt, negativePrompt, seed, output, settings, runs } = generation;
  const { image, video, audio, startLatents } = generation;
  const lipSync = runs.at(-1)?.result?.lipSync?.correlation;
  const head = {
    id,
    state,
    mode,
    preset,
    prompt,
    'negative prompt': negativePrompt,
    seed: String(seed),
    image: image?.filename ?? image?.id ?? '',
    'source video': video?.filename ?? video?.id ?? '',
    audio: audio?.filename ?? audio?.id ?? '',
    'start latents': startLatents ?? '',
    video: output ? `${output.url} (${formatSize(output.bytes)})` : '',
    'lip-sync score': lipSync == null ? '' : lipSync.toFixed(3),
  };
  const shown = [...Object.entries(head), ...manyRows(generation)].filter(([, value]) => value !== '');
  const { __typename: _, ...rest } = settings;
  return [
    ...table(shown),
    '',
    ...table(Object.entries(rest).map(([name, value]) => [name, settingText(value)])),
    '',
    ...runs.flatMap(runLines),
  ].join('\n');
}

async function find(client: GenesisClient, id: string): Promise<Details> {
  const { generation } = await client.execute(GenerationDetails, { id: await generationId(client, id) });
  if (generation) return generation;
  throw new ApiError({ code: 'GENERATION_NOT_FOUND', message: `no generation has the id ${id}`, field: 'id' });
}

async function save(client: GenesisClient, generation: Details, out: string): Promise<void> {
  const run = generation.runs.at(-1);
  if (!generation.output || !run) {
    const message = `the generation is ${generation.state} and has no video`;
    throw new ApiError({ code: 'GENERATION_STATE', message, field: 'id', accepted: 'one that is SUCCEEDED' });
  }
  requireFormat(out, generation.settings.output.id);
  await saveVideo(client, { generation, run }, out);
}

export function showCommand(): Command {
  const show = new Command('show')
    .description('Everything about a generation: settings, runs, stages, result.')
    .argument('<id>', ID_HELP)
    .option('--out <file>', 'save its video there', givenPath)
    .option('--json', 'print JSON');
  return withServer(show).action((id: string, options: ShowOptions) =>
    useServer(options, async (client) => {
      const generation = await find(client, id);
      if (options.out !== undefined) await save(client, generation, options.out);
      console.log(options.json ? JSON.stringify(generation) : detailsText(generation));
    }),
  );
}
