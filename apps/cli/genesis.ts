#!/usr/bin/env node
import { explain, plainFailure } from './exit-codes.ts';
import { genesisProgram } from './program.ts';

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  await genesisProgram().parseAsync();
} catch (error) {
  const { text, exitCode } = explain(error);
  console.error(text);
  if (process.argv.includes('--json')) console.log(JSON.stringify({ error: plainFailure(error) }));
  process.exitCode = exitCode;
}
