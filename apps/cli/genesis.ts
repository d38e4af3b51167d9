#!/usr/bin/env node
import { explain, plainFailure } from './exit-codes.ts';
import { inOptions } from './named-options.ts';
import { genesisProgram } from './program.ts';

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const program = genesisProgram();
let called = program;
program.hook('preAction', (_, command) => {
  called = command;
});

try {
  await program.parseAsync();
} catch (error) {
  const wording = inOptions(called);
  const { text, exitCode } = explain(error, wording);
  console.error(text);
  if (process.argv.includes('--json')) console.log(JSON.stringify({ error: plainFailure(error, wording) }));
  process.exitCode = exitCode;
}
