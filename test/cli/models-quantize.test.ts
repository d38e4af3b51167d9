import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { runCli, startCli } from '../support/cli.ts';
import { writeTinySet } from '../support/synthetic/tiny-set.ts';

/** Large enough for a kill to come in the middle: 38 million weights. */
const DIMS = { dim: 512, ffn: 2048, layers: 8 };

let root: string;
let models: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'genesis-quantize-'));
  models = join(root, 'models');
  await writeTinySet(join(models, 'small'), join(PACKAGE_ROOT, 'models', 'demo'), {
    'wan-dit': { ...DIMS },
    'infinitetalk-patch': { ...DIMS },
  });
});
afterAll(() => rm(root, { recursive: true, force: true }));

const at = (data: string) => ({ GENESIS_MODELS: models, GENESIS_DATA: join(root, data) });
const quantize = (data: string, ...options: string[]) =>
  runCli(['models', 'quantize', 'small', '--json', ...options], at(data));

const weightFiles = (data: string): string[] =>
  readdirSync(join(root, data, 'weights'), { recursive: true })
    .map(String)
    .filter((name) => /\.\w+$/.test(name))
    .sort();
const contents = (data: string) =>
  weightFiles(data).map((name) => [name, readFileSync(join(root, data, 'weights', name)).toString('base64')] as const);

/** Weights that have been written, of whichever network is at work. */
const journalled = (data: string): number =>
  existsSync(join(root, data, 'weights'))
    ? weightFiles(data)
        .filter((name) => name.endsWith('.journal'))
        .map((name) => readFileSync(join(root, data, 'weights', name), 'utf8').split('\n').length - 1)
        .reduce((most, lines) => Math.max(most, lines), 0)
    : 0;

describe('models quantize', () => {
  it('killed in the middle and called again gives the same bytes, in little memory', async () => {
    const { child, result } = startCli(['models', 'quantize', 'small', '--precision', 'q8'], at('killed'));
    while (journalled('killed') < 20) await wait(5);
    child.kill('SIGKILL');
    expect((await result).signal).toBe('SIGKILL');
    expect(weightFiles('killed').some((name) => name.endsWith('.partial'))).toBe(true);
    const [resumed, whole] = [
      await quantize('killed', '--precision', 'q8'),
      await quantize('whole', '--precision', 'q8'),
    ];
    expect(resumed).toMatchObject({ code: 0 });
    expect(whole).toMatchObject({ code: 0 });
    expect(resumed.stderr).toContain(' left');
    expect(contents('killed')).toEqual(contents('whole'));
    const report = JSON.parse(whole.stdout) as { peakBytes: number; networks: { role: string; weights: number }[] };
    expect(report.networks.map(({ role }) => role).sort()).toEqual([
      'audio-encoder',
      'dit',
      'image-encoder',
      'text-encoder',
    ]);
    expect(report.peakBytes).toBeLessThan(1e9);
    const again = await quantize('whole', '--precision', 'q8');
    expect((JSON.parse(again.stdout) as { networks: unknown[] }).networks).toEqual(
      report.networks.map((network) => ({ ...network, present: true })),
    );
  });

  it('takes the block that is asked for, which the provider would choose too', async () => {
    expect(await quantize('cpu', '--precision', 'q8', '--block', '128')).toMatchObject({ code: 0 });
    expect(contents('cpu')).toEqual(contents('whole'));
  });

  it('makes the weights of one network where only that is asked for', async () => {
    const one = await quantize('one', '--precision', 'q8', '--network', 'text-encoder');
    expect(JSON.parse(one.stdout)).toMatchObject({ networks: [{ role: 'text-encoder', present: false }] });
    expect(contents('whole')).toEqual(expect.arrayContaining(contents('one')));
    expect((await quantize('one', '--precision', 'q8', '--network', 'decoder')).code).toBe(2);
  });

  it.each([
    [['--precision', 'q8', '--block', '64'], 'PLUGIN_OPTIONS_INVALID'],
    [['--precision', 'q4', '--block', '128'], 'PLUGIN_OPTIONS_INVALID'],
    [['--precision', 'q9'], 'PLUGIN_NOT_FOUND'],
    [['--precision', 'q8', '--provider', 'abacus'], 'PLUGIN_NOT_FOUND'],
  ])('refuses %j', async (options, code) => {
    const refused = await quantize('refused', ...options);
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code, field: expect.any(String) } });
  });

  it('refuses before the first weight what does not fit on the disk', async () => {
    const full = await runCli(['models', 'quantize', 'small', '--precision', 'q4', '--json'], {
      ...at('full'),
      GENESIS_MIN_FREE_DISK: String(2 ** 52),
    });
    expect(full.code).toBe(3);
    expect(JSON.parse(full.stdout)).toMatchObject({ error: { code: 'DISK_FULL' } });
    expect(weightFiles('full')).toEqual([]);
  });
});
