import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSample } from '../../apps/cli/samples.ts';
import { HAS_TERMINAL, runCli, runOnTerminal, startCli } from '../support/cli.ts';
import { maskFile } from '../support/mask.ts';
import { RealServer } from '../support/real-server.ts';
import { start } from '../support/talk.ts';

let server: RealServer;
let dir: string;
/** Arguments of one generation that `talk` made, and what came of it. */
let talkArguments: string[];
let made: { id: string; lines: Record<string, unknown>[]; code: number | null; file: string };

const run = (...args: string[]) => runCli(args, { GENESIS_URL: server.url });
const json = async (...args: string[]) => {
  const { stdout, stderr, code } = await run(...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
};
const SHORT = ['--steps', '2', '--set', 'maxFrames=17', '--set', 'frameWindowSize=17', '--set', 'motionFrames=5'];
const SMALL = { steps: 6, maxFrames: 17, frameWindowSize: 17, motionFrames: 5, prompt: 'a person is talking' };

beforeAll(async () => {
  server = await RealServer.launch();
  dir = await mkdtemp(join(tmpdir(), 'genesis-talk-'));
  const { image, audio } = await readSample(1);
  const file = join(dir, 'video.mp4');
  talkArguments = ['talk', '--image', image, '--audio', audio, '--seed', '7', ...SHORT];
  const { stdout, code } = await run(...talkArguments, '--out', file, '--json');
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  made = { id: String(lines.at(-1)!.id), lines, code, file };
});
afterAll(async () => {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

describe('talk', () => {
  it('prints every event once in order, then the report, and saves the video', async () => {
    const events = made.lines.slice(0, -1);
    expect(made.code).toBe(0);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(events.at(-1)).toMatchObject({ type: 'StateChanged', state: 'SUCCEEDED' });
    expect(events.filter(({ type }) => type === 'StepProgress')).toHaveLength(2);
    expect(made.lines.at(-1)).toMatchObject({ type: 'Report', file: made.file, frames: 17, seed: 7 });
    expect((await readFile(made.file)).subarray(4, 8).toString()).toBe('ftyp');
  });

  it('is refused with the field at fault and code 2', async () => {
    const { image } = await readSample(1);
    const refused = await run('talk', '--image', image, '--set', 'width=100', '--json');
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'SIZE_INVALID', field: 'width' } });
    expect(refused.stderr).toContain('SIZE_INVALID');
    expect((await run('talk')).stderr).toContain('--image');
    expect((await run('talk', '--image', image, '--set', 'nonsense')).code).toBe(2);
  });

  it('names the option and the file that cannot be used', async () => {
    const { image } = await readSample(1);
    const text = join(dir, 'text ü.png');
    await writeFile(text, 'no picture');
    const refusal = async (...args: string[]) => {
      const { code, stdout } = await run('talk', ...args, '--json');
      return { code, error: JSON.parse(stdout).error };
    };
    const unreadable = { code: 'ASSET_UNREADABLE', message: expect.stringContaining(text) };
    expect(await refusal('--image', text)).toMatchObject({ code: 2, error: { ...unreadable, field: '--image' } });
    const speakers = ['--speaker', (await readSample(1)).audio, '--speaker', text];
    expect(await refusal('--image', image, ...speakers)).toMatchObject({
      error: { ...unreadable, field: '--speaker' },
    });
    expect(await refusal('--image', dir)).toMatchObject({ code: 2, error: { field: '--image' } });
  });

  it('is refused before it begins when the video could not be written', async () => {
    const { image } = await readSample(1);
    const folder = join(dir, 'folder.mp4');
    await mkdir(folder);
    for (const out of [folder, join(image, 'video.mp4'), join(dir, 'video')]) {
      const { code, stdout } = await run('talk', '--image', image, '--out', out, '--json');
      expect(code).toBe(2);
      expect(
        stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ).toMatchObject([{ error: { field: '--out' } }]);
    }
  });

  it('cancels at the first Ctrl+C and ends with code 130', async () => {
    const { image, audio } = await readSample(1);
    const cli = startCli(['talk', '--image', image, '--audio', audio, '--seed', '8', '--json'], {
      GENESIS_URL: server.url,
    });
    cli.child.stdout!.on('data', (chunk: Buffer) => {
      if (chunk.includes('"StageStarted"')) cli.child.kill('SIGINT');
    });
    const { code, stdout, stderr } = await cli.result;
    expect(code).toBe(130);
    expect(stdout).toContain('"CANCELLED"');
    expect(stderr).toContain('Cancelling');
  });
});

describe('a generation', () => {
  it('is listed by history, newest first, by state', async () => {
    const found = await json('history', '--state', 'SUCCEEDED');
    expect(found).toMatchObject([{ id: made.id, state: 'SUCCEEDED', preset: 'demo', seed: 7 }]);
    const there = await runCli(['history'], { GENESIS_URL: server.url, TZ: 'Asia/Kathmandu' });
    const [, shown] = new RegExp(`^${made.id} +(\\S+ \\S+)`, 'm').exec(there.stdout) ?? [];
    const [{ createdAt }] = found;
    expect(Date.parse(`${shown?.replace(' ', 'T')}+05:45`)).toBe(Math.floor(Date.parse(createdAt) / 1000) * 1000);
    expect((await run('history', '--limit', '0')).code).toBe(2);
  });

  it('is shown with settings, stages and timings', async () => {
    expect(await json('show', made.id)).toMatchObject({ id: made.id, settings: { steps: 2, maxFrames: 17 } });
    const file = join(dir, 'again.mp4');
    const { stdout } = await run('show', made.id, '--out', file);
    for (const part of ['SUCCEEDED', 'steps', 'denoise', 'run 1']) expect(stdout).toContain(part);
    expect((await readFile(file)).equals(await readFile(made.file))).toBe(true);
    expect(stdout).not.toContain('start latents');
    const otherwise = await run('show', made.id, '--out', join(dir, 'again.webm'));
    expect(otherwise).toMatchObject({ code: 2, stderr: expect.stringContaining('the video is mp4, not webm') });
  });

  it('is made again with changes, which diff names', async () => {
    const file = join(dir, 'rerun.webp');
    const { code, stdout, stderr } = await run('rerun', made.id, '--seed', '9', '--out', file);
    expect(code).toBe(0);
    expect(stderr).toContain('warning: webp has no sound: the voice moves the mouth and is not heard\n');
    expect(stdout).toContain(file);
    expect(existsSync(file)).toBe(true);
    const paths = (await json('diff', made.id, 'last')).map(({ path }: { path: string }) => path);
    expect(paths).toContain('seed');
    expect(paths.filter((path: string) => path !== 'seed' && !path.startsWith('output.'))).toEqual([]);
    expect((await run('diff', 'last', 'last')).stdout).toBe('No difference.\n');
  });

  it('is shown with the latents that it starts from, which a rerun does without', async () => {
    const file = join(dir, 'started.mp4');
    const started = ['--set', `startLatents=${made.id}`, '--set', 'startStep=1'];
    expect(await run(...talkArguments, ...started, '--out', file)).toMatchObject({ code: 0 });
    expect((await run('show', 'last')).stdout).toMatch(new RegExp(`^start latents +${made.id}$`, 'm'));
    const without = ['--set', 'startLatents=null', '--set', 'startStep=0'];
    expect(await run('rerun', 'last', ...without, '--out', file)).toMatchObject({ code: 0 });
    expect((await run('show', 'last')).stdout).not.toContain('start latents');
  });

  it('is cancelled while it runs, and not afterwards', async () => {
    const id = await start(server.client, 1, { seed: 10, prompt: 'a person is talking' });
    expect(await run('cancel', id)).toMatchObject({ code: 0, stdout: 'Cancelled.\n' });
    const again = await run('cancel', id);
    expect(again.code).toBe(2);
    expect(again.stderr).toMatch(/^GENERATION_STATE: the generation is CANCELLED\n/);
  });
});

describe('a generation that stops', () => {
  it('is resumed after a pause, and retried after a cancel, to a video each', async () => {
    const id = await start(server.client, 1, { ...SMALL, steps: 40, seed: 11 });
    expect(await run('pause', id)).toMatchObject({ code: 0, stdout: 'Paused.\n' });
    expect(await run('retry', id)).toMatchObject({ code: 2, stderr: expect.stringContaining('GENERATION_STATE') });
    const file = join(dir, 'resumed.mp4');
    expect(await run('resume', id, '--out', file)).toMatchObject({ code: 0, stdout: expect.stringContaining(file) });
    expect((await readFile(file)).subarray(4, 8).toString()).toBe('ftyp');
    expect(await run('pause', id)).toMatchObject({ code: 2, stderr: expect.stringContaining('GENERATION_STATE') });

    const other = await start(server.client, 1, { ...SMALL, seed: 12 });
    await run('cancel', other);
    expect(await run('resume', other)).toMatchObject({ code: 2, stderr: expect.stringContaining('GENERATION_STATE') });
    const retried = await run('retry', other, '--json', '--out', join(dir, 'retried.mp4'));
    const lines = retried.stdout.trim().split('\n');
    expect(retried.code).toBe(0);
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({ type: 'Report', id: other });
  });
});

describe('plan', () => {
  it('says what a run would need by stage, against a budget, and which strategies fit', async () => {
    const forecast = await json('plan', '--ram', '4');
    expect(forecast).toMatchObject({ model: 'demo', budget: { ramBytes: 4e9 }, chosen: { fits: true } });
    expect(forecast.chosen.stages.length).toBeGreaterThan(3);
    expect((await run('plan', '--ram', '4')).stdout).toMatch(/denoise/);
    expect((await run('plan', '--ram', 'much')).code).toBe(2);
    expect((await run('plan', '--preset', 'none')).stderr).toContain('PRESET_NOT_FOUND');
  });
});

describe('what there is', () => {
  it('plugins lists a kind with its default, and the options of each', async () => {
    const found = await json('plugins', 'scheduler');
    expect(found.filter(({ isDefault }: { isDefault: boolean }) => isDefault)).toHaveLength(1);
    expect((await run('plugins', 'scheduler', '--options')).stdout).toMatch(/solverOrder +1 to 3 +default 2/);
    expect((await run('plugins', 'memory-strategy', '--options')).stdout).toMatch(/tile +64 to 4096 px +default 256/);
    expect((await run('plugins', 'nonsense')).code).toBe(2);
  });

  it('plugins sets the default of a kind, and leaves it to the presets again', async () => {
    expect((await run('plugins', 'scheduler', '--set-default', 'unipc')).stdout).toMatch(/ unipc +your default /);
    expect((await run('plugins', 'scheduler', '--clear-default')).stdout).not.toContain('your default');
    expect((await run('plugins', 'scheduler', '--set-default', 'magic')).stderr).toContain('PLUGIN_NOT_FOUND');
    expect((await run('plugins', '--clear-default')).code).toBe(2);
  });

  it('presets lists them, or shows one', async () => {
    expect((await run('presets')).stdout).toMatch(/^demo +128×128/m);
    expect(await json('presets', 'vram-8gb')).toMatchObject({ name: 'vram-8gb', settings: { width: 448 } });
    expect((await run('presets')).stdout).toMatch(/^vram-8gb .*\(cannot be used here\)$/m);
    expect((await run('presets', 'vram-8gb')).stdout).toContain('(MODEL_NOT_FOUND)');
    expect((await run('presets', 'none')).stderr).toContain('PRESET_NOT_FOUND');
    const { stderr } = await run('talk', '--demo', '--preset', 'none');
    expect(stderr).toMatch(/accepted: the name or id of a stored preset, such as demo, .*vram-24gb/);
  });
});

describe('what talk writes', () => {
  // Every stage is in the cache by now.
  const out = () => join(dir, 'again.mp4');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal takes as a command
  const ESCAPES = /\x1b/;

  it('is lines without a command for terminals where there is none, and the result alone on standard output', async () => {
    const { stdout, stderr, code } = await run(...talkArguments, '--out', out());
    expect(code).toBe(0);
    expect(stdout).toContain(out());
    expect(stderr).toContain('from the stage cache');
    expect(stdout + stderr).not.toMatch(ESCAPES);
  });

  it.runIf(HAS_TERMINAL)('is a bar on a terminal, without colours, with NO_COLOR or not', async () => {
    for (const variable of ['NO_COLOR', 'FORCE_COLOR']) {
      const environment = { GENESIS_URL: server.url, [variable]: '1' };
      const { stdout } = await runOnTerminal([...talkArguments, '--out', out()], environment);
      expect(stdout).toMatch(/\|[█░]{10}\|/);
      expect(stdout).toContain(out());
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a change of colour
      expect(stdout).not.toMatch(/\x1b\[[\d;]*m/);
    }
  });
});

describe('several speakers', () => {
  it('are told apart by boxes and by masks', async () => {
    const { image, audio } = await readSample(1);
    const mask = await maskFile(dir, 128, 128, { left: 64, width: 64 });
    const speakers = ['--speaker', `${audio}@0,0,64,128`, '--speaker', `${audio}@${mask}`];
    const { code, stdout } = await run('talk', '--image', image, ...speakers, ...SHORT, '--steps', '1', '--json');
    expect(code).toBe(0);
    const id = JSON.parse(stdout.trim().split('\n').at(-1)!).id;
    expect((await json('show', id)).speakers).toMatchObject([
      { box: { x: 0, y: 0, width: 64, height: 128 }, mask: null },
      { box: null, mask: { filename: 'mask.png' } },
    ]);
    const shown = (await run('show', id)).stdout;
    expect(shown).toMatch(/^speaker 1 +speech_1\.wav at 0,0,64,128$/m);
    expect(shown).toMatch(/^speaker 2 +speech_1\.wav at mask\.png$/m);
    expect(shown).toMatch(/^speaking +together$/m);
  });
});

it('without a server that answers, the code is 4', async () => {
  const { code, stderr } = await runCli(['history', '--server', 'http://127.0.0.1:9']);
  expect({ code, stderr }).toEqual({ code: 4, stderr: 'no Genesis server answers at http://127.0.0.1:9\n' });
});

it('the address of a server may be written without http://, and what is none is refused', async () => {
  expect((await runCli(['presets', '--server', new URL(server.url).host])).code).toBe(0);
  for (const none of ['ftp://127.0.0.1', 'a b'])
    expect(await runCli(['presets', '--server', none])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('accepted: an address such as http://127.0.0.1:4000'),
    });
});
