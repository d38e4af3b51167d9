#!/usr/bin/env node
import { Command } from 'commander';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import { EXIT, explain } from './exit-codes.ts';
import { modelsCommand } from './models/command.ts';
import { toJson } from './models/text.ts';

const cancel = new AbortController();
// The second Ctrl+C ends this program at once; what was done is kept either way.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => cancel.abort());

const program = new Command('genesis').description('A portrait and a voice become a talking video.');
program.addCommand(modelsCommand(cancel.signal));

/** Also for subcommands, which commander does not do. */
function exitWithOwnCodes(command: Command): void {
  command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT.REFUSED));
  command.commands.forEach(exitWithOwnCodes);
}
exitWithOwnCodes(program);

try {
  await program.parseAsync();
} catch (error) {
  const { text, exitCode } = explain(error);
  console.error(text);
  if (error instanceof GenesisError && process.argv.includes('--json')) console.log(toJson({ error }));
  process.exitCode = exitCode;
}
