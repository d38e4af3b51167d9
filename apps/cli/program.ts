import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import tab from '@bomb.sh/tab/commander';
import { Command } from 'commander';
import { PACKAGE_ROOT } from '../server/config.ts';
import { benchCommand } from './bench.ts';
import { cancelCommand } from './cancel.ts';
import { resumeCommand, retryCommand } from './continuation.ts';
import { diffCommand } from './diff.ts';
import { doctorCommand } from './doctor/command.ts';
import { EXIT } from './exit-codes.ts';
import { historyCommand } from './history.ts';
import { modelsCommand } from './models/command.ts';
import { pauseCommand } from './pause.ts';
import { planCommand } from './plan/command.ts';
import { pluginsCommand } from './plugins.ts';
import { presetsCommand } from './presets.ts';
import { parityCommand, serveCommand, workerCommand } from './programs.ts';
import { rerunCommand } from './rerun.ts';
import { showCommand } from './show.ts';
import { talkCommand } from './talk.ts';

const COMMANDS = [
  talkCommand,
  planCommand,
  serveCommand,
  workerCommand,
  modelsCommand,
  pluginsCommand,
  presetsCommand,
  historyCommand,
  showCommand,
  diffCommand,
  rerunCommand,
  pauseCommand,
  resumeCommand,
  cancelCommand,
  retryCommand,
  benchCommand,
  parityCommand,
  doctorCommand,
] as const;

/** Also for subcommands, which commander does not do. */
function exitWithOwnCodes(command: Command): void {
  command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT.REFUSED));
  command.commands.forEach(exitWithOwnCodes);
}

/** The command `genesis` with everything below it. */
export function genesisProgram(): Command {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string };
  const program = new Command('genesis').description('A portrait and a voice become a talking video.').version(version);
  for (const command of COMMANDS) program.addCommand(command());
  exitWithOwnCodes(program);
  tab(program);
  program.commands
    .find((command) => command.name() === 'complete')
    ?.usage('<zsh|bash|fish|powershell>')
    .description('Prints the script that completes commands in your shell.');
  return program;
}
