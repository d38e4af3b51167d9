import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EXIT } from '../../apps/cli/exit-codes.ts';
import { genesisProgram } from '../../apps/cli/program.ts';
import { runCli } from '../support/cli.ts';

const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');

it('the page and genesis --help list the same commands', async () => {
  const documented = [...page.matchAll(/^\| `(\w+)` \| /gm)].map(([, name]) => name);
  const { code, stdout } = await runCli(['--help']);
  expect(code).toBe(0);
  const [, commands = ''] = stdout.split('Commands:\n');
  const offered = [...commands.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name).filter((name) => name !== 'help');
  expect(offered).toEqual(documented);
});

it('every command is run as a process by a test', () => {
  const folder = new URL('../cli/', import.meta.url);
  const tests = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
  // run('talk', ...), json('history'), startCli(['talk', ...]), talkArguments = ['talk', ...]
  const started = new Set(
    tests.flatMap((text) => [...text.matchAll(/(?:\(\[?|= \[)\s*'([a-z]+)'/g)]).map(([, name]) => name),
  );
  const commands = genesisProgram().commands.map((command) => command.name());
  expect(commands.filter((name) => !started.has(name))).toEqual([]);
});

it('every command says what it does', () => {
  for (const command of genesisProgram().commands) expect(command.description(), command.name()).not.toBe('');
});

it('the page explains every exit code', () => {
  const documented = [...page.matchAll(/^\| (\d+) \| /gm)].map(([, code]) => Number(code));
  expect(documented).toEqual([0, ...Object.values(EXIT)]);
});
