import { formatBytes } from '../../../core/memory/memory-bytes.ts';
import type { PlanMemoryQuery } from '../generated/graphql.ts';
import { formatSeconds, table } from '../models/text.ts';

export type PlannedMemory = Extract<
  PlanMemoryQuery['memoryForecast'],
  { __typename: 'MemoryForecastSuccess' }
>['forecast'];
type Kind = 'vram' | 'ram';
type Stage = PlannedMemory['chosen']['stages'][number];

/** Width of a chart's bars in characters. */
const BAR = 40;
/** Times the longest bar beyond which a budget would only shorten all of them. */
const FAR = 3;
const PARTS = ['weights', 'activations', 'tiles', 'overhead'] as const;
/** One character per part, in the order of PARTS. */
const FILLS = ['█', '▓', '▒', '░'] as const;
const TITLES: Readonly<Record<Kind, string>> = { vram: 'VRAM', ram: 'RAM' };

const amount = (bytes: number | null | undefined): string => (bytes == null ? 'not known' : formatBytes(bytes));

function stageTable(stages: readonly Stage[], kind: Kind): string[] {
  const head = [TITLES[kind], 'forecast', 'corrected', ...PARTS];
  const rows = stages.map(({ stage, forecast, corrected, split }) => [
    stage,
    formatBytes(forecast[kind]),
    formatBytes(corrected[kind]),
    ...PARTS.map((part) => formatBytes(split[part][kind])),
  ]);
  return table([head, ...rows]);
}

/** A bar per stage, its parts one after the other; `|` is the budget, unless it is far beyond all of them. */
function stageChart(stages: readonly Stage[], kind: Kind, budget: number | null | undefined): string[] {
  const largest = Math.max(...stages.map(({ forecast }) => forecast[kind]));
  const inSight = budget != null && budget <= FAR * largest ? budget : null;
  const most = Math.max(inSight ?? 0, largest);
  const cells = (bytes: number): number => Math.round((bytes / most) * BAR);
  const limit = inSight === null ? null : cells(inSight);
  const rows = stages.map(({ stage, split }) => {
    let sum = 0;
    let bar = '';
    PARTS.forEach((part, i) => {
      sum += split[part][kind];
      bar += FILLS[i]!.repeat(Math.max(0, cells(sum) - bar.length));
    });
    const padded = bar.padEnd(BAR + 1);
    return [stage, limit === null ? padded : `${padded.slice(0, limit)}|${padded.slice(limit + 1)}`];
  });
  const key = PARTS.map((part, i) => `${FILLS[i]} ${part}`).join('  ');
  return [...table(rows), `${TITLES[kind]}: ${key}${limit === null ? '' : '  | budget'}`].map((line) => line.trimEnd());
}

function planLines({ chosen }: PlannedMemory): string[] {
  const lines = [`${chosen.strategy}: ${chosen.reason}`];
  if (!chosen.fits) lines.push(`It would take ${chosen.accepted}.`);
  const { plan } = chosen;
  if (plan) {
    const { vaeTiling, blockSwap, attentionChunk } = plan;
    const says = [
      `kept: ${plan.keptNetworks.join(', ') || 'none'}`,
      vaeTiling ? `VAE tiles of ${vaeTiling.tile} pixels, ${vaeTiling.overlap} shared` : 'VAE in whole frames',
      blockSwap ? `${blockSwap.blocksToSwap} blocks swapped, ${blockSwap.prefetchBlocks} brought in ahead` : '',
      attentionChunk ? `attention in slices of ${attentionChunk} queries` : '',
      plan.batchedCfg ? 'predictions in one pass' : '',
      plan.textEncoderOnCpu ? 'text encoder on the processor' : '',
    ];
    lines.push(says.filter((one) => one !== '').join(' · '));
  }
  if (chosen.estimatedSeconds != null) lines.push(`estimated time: ${formatSeconds(chosen.estimatedSeconds)}`);
  return lines;
}

function strategyTable({ strategies, chosen }: PlannedMemory, kinds: readonly Kind[]): string[] {
  const head = ['strategy', 'fits', ...kinds.map((kind) => TITLES[kind]), 'time', 'reason'];
  const rows = strategies.map(({ strategy, fits, peak, estimatedSeconds, reason }) => [
    strategy === chosen.strategy ? `${strategy} *` : strategy,
    fits ? 'yes' : 'no',
    ...kinds.map((kind) => formatBytes(peak[kind])),
    estimatedSeconds == null ? '-' : formatSeconds(estimatedSeconds),
    reason,
  ]);
  return table([head, ...rows]);
}

/** The forecast for people: a table and a chart of the chosen plan, then every strategy and a preset that fits. */
export function planText(forecast: PlannedMemory): string {
  const { mode, model, provider, precision, networkPrecision, budget, chosen, recommended, pastRuns } = forecast;
  const kinds = (['vram', 'ram'] as const).filter((kind) => kind === 'ram' || chosen.peak.vram > 0);
  const limits = { vram: budget.vramBytes, ram: budget.ramBytes };
  const own = networkPrecision.map(({ role, id }) => `, ${role.toLowerCase().replace('_', '-')} ${id}`).join('');
  const corrected = pastRuns === 0 ? 'no past runs to correct by' : `corrected by ${pastRuns} past runs`;
  const there = kinds.map((kind) => `${TITLES[kind]} ${amount(limits[kind])}`).join(', ');
  const sections = [
    [`${model}, ${mode} on ${provider}, precision ${precision}${own}`, `budget: ${there}; ${corrected}`],
    planLines(forecast),
    ...(chosen.stages.length === 0
      ? []
      : kinds.flatMap((kind) => [stageTable(chosen.stages, kind), stageChart(chosen.stages, kind, limits[kind])])),
    strategyTable(forecast, kinds),
    [`recommended preset: ${recommended.preset?.name ?? 'none'}. ${recommended.reason}`],
  ];
  return sections.map((lines) => lines.join('\n')).join('\n\n');
}
