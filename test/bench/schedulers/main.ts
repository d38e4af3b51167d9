/**
 * `npm run bench -- schedulers [--frames 81] [--scheduler ID] [--caches] [--json] [--write]`: one window of the demo with
 * every scheduler at 4, 8 and 20 steps, and with every step cache (`--caches`: those alone), through the real server.
 * `--write` puts the tables and the pictures into the docs.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createRegistry } from '../../../apps/builtin-plugins.ts';
import { PACKAGE_ROOT } from '../../../apps/server/config.ts';
import { psnr, type Rgb } from '../../precision/similarity.ts';
import { RealServer } from '../../support/real-server.ts';
import { CACHE_CASES, CACHE_STEPS, STEPS, schedulerCases } from './cases.ts';
import { type Rendered, render } from './render.ts';
import { type CacheRow, cacheTable, poorSchedulers, type SchedulerRow, schedulerTable } from './report.ts';
import { pictureStrip, type StripPicture } from './strip.ts';

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '81' },
    scheduler: { type: 'string', multiple: true },
    caches: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const frames = Number(values.frames);
const MOST = Math.max(...STEPS);
/** Text and audio guidance take three forwards a step. */
const FORWARDS = 3 * CACHE_STEPS;

const likeness = (some: readonly Rgb[], others: readonly Rgb[]): number =>
  psnr(some.map((frame, i) => [frame, others[i]!] as const));

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function compareSchedulers(server: RealServer): Promise<{ rows: SchedulerRow[]; pictures: StripPicture[] }> {
  const ids = (await createRegistry([], process.cwd())).list('scheduler').map(({ contribution }) => contribution.id);
  const rows: SchedulerRow[] = [];
  const pictures: StripPicture[] = [];
  let finest: Rendered | null = null;
  for (const { scheduler, steps } of schedulerCases(values.scheduler ?? ids)) {
    const one = await render(server.client, frames, { scheduler: { id: scheduler }, steps });
    if (steps === MOST) finest = one;
    const compared = finest !== null && steps < MOST && rows.at(-1)?.scheduler === scheduler;
    const row = {
      scheduler,
      steps,
      lipSync: one.lipSync,
      drift: one.drift,
      psnr: compared ? likeness(one.frames, finest!.frames) : null,
    };
    rows.push(row);
    pictures.push({ scheduler, steps, frame: one.frames[Math.floor(frames / 2)]! });
    say(JSON.stringify(row));
  }
  return { rows, pictures };
}

async function compareCaches(server: RealServer): Promise<CacheRow[]> {
  const rows: CacheRow[] = [];
  let plain: Rendered | undefined;
  for (const { id, options } of CACHE_CASES) {
    const one = await render(server.client, frames, { stepCache: { id, options }, steps: CACHE_STEPS });
    const difference = plain ? likeness(one.frames, plain.frames) : null;
    plain ??= one;
    rows.push({ cache: id, options, forwards: FORWARDS, skipped: one.skipped, lipSync: one.lipSync, psnr: difference });
    say(JSON.stringify(rows.at(-1)));
  }
  return rows;
}

/** Puts text between the marks of a page. */
async function putInto(page: string, mark: string, text: string): Promise<void> {
  const [begin, end] = [`<!-- ${mark}: begin -->`, `<!-- ${mark}: end -->`];
  const content = await readFile(page, 'utf8');
  const from = content.indexOf(begin);
  const to = content.indexOf(end);
  if (from < 0 || to < from) throw new RangeError(`${page} has no marks ${begin} and ${end}`);
  await writeFile(page, `${content.slice(0, from + begin.length)}\n${text}\n${content.slice(to)}`);
}

const server = await RealServer.launch();
try {
  const { rows, pictures } = values.caches ? { rows: [], pictures: [] } : await compareSchedulers(server);
  const caches = await compareCaches(server);
  if (values.write) {
    const page = join(PACKAGE_ROOT, 'docs/schedulers.md');
    await putInto(page, 'step caches measured', cacheTable(caches));
    if (!values.caches) {
      await putInto(page, 'schedulers measured', schedulerTable(rows));
      await pictureStrip(pictures, join(PACKAGE_ROOT, 'docs/images/schedulers.webp'));
    }
  }
  const poor = poorSchedulers(rows);
  console.log(
    values.json
      ? JSON.stringify({ frames, schedulers: rows, poor, caches }, null, 2)
      : [...(values.caches ? [] : [schedulerTable(rows)]), cacheTable(caches)].join('\n\n'),
  );
} finally {
  await server.stop();
}
