import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { PULL_PRESETS } from '../../core/models/pull-presets.ts';
import { runCli } from '../support/cli.ts';
import { serveTinySet, startHub, type TestHub } from '../support/model-hub.ts';
import { writeTinySet } from '../support/synthetic/tiny-set.ts';

const page = readFileSync(join(PACKAGE_ROOT, 'docs/models.md'), 'utf8');
const PREFIX = 'npm run --silent genesis -- ';

interface Shown {
  readonly command: string;
  /** '' where the page shows none. */
  readonly output: string;
}

/** What the page's `console` blocks show. */
const shown: Shown[] = [...page.matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
  block
    .split(/^\$ /m)
    .filter((part) => part !== '')
    .map((part) => {
      const [command = '', ...lines] = part.split('\n');
      return { command, output: lines.join('\n').trim() };
    }),
);
const settings = Object.fromEntries(
  shown.flatMap(({ command }) =>
    [...command.matchAll(/^export (\w+)=(\S+)$/g)].map(([, name, value]) => [name, value]),
  ),
) as Record<string, string>;

let folder: string;
let hub: TestHub;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'genesis-docs-'));
  const tiny = join(folder, settings.GENESIS_MODELS!, 'tiny');
  await writeTinySet(tiny, join(PACKAGE_ROOT, 'models', 'demo'));
  hub = await startHub();
  for (const preset of PULL_PRESETS) await serveTinySet(hub, preset, tiny);
});
afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What depends on the machine. */
const steady = (output: string): string => output.trim().replace(/^peak memory .*$/m, 'peak memory');

it.each(shown.filter(({ command }) => command.startsWith(PREFIX)))('$command', async ({ command, output }) => {
  const args = command.slice(PREFIX.length).split(' ');
  const environment = { ...settings, GENESIS_DATA: 'data', GENESIS_HUB_URL: hub.url };
  const { code, stdout, stderr } = await runCli(args, environment, folder);
  expect(code, stderr).toBe(0);
  if (output !== '') expect(steady(stdout)).toBe(steady(output));
});

it('shows every command', () => {
  const commands = shown.map(({ command }) => command.slice(PREFIX.length).split(' ').slice(0, 2).join(' '));
  for (const name of ['list', 'scan', 'check', 'quantize', 'presets', 'pull'])
    expect(commands).toContain(`models ${name}`);
});
