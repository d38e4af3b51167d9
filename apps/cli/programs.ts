import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { GenesisError } from '../../core/errors/genesis-error.ts';

/** Runs a program of the project in a process of its own, on this terminal; its exit code becomes this program's. */
export async function runProgram(path: string, args: readonly string[]): Promise<void> {
  const extension = extname(import.meta.url);
  const program = fileURLToPath(new URL(`../../${path}${extension}`, import.meta.url));
  // The terminal interrupts the program as well, and it says how that ended.
  process.once('SIGINT', () => {});
  const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}

export function parityCommand(): Command {
  return new Command('parity')
    .description('Compares networks, samplers and pipelines with recorded runs of the official code.')
    .argument('[dir...]', 'folders of recorded cases')
    .option('--dialect <name>', 'weights under the names of this tool')
    .option('--container <name>', 'weights in this container')
    .option('--dtype <name>', 'weights in this dtype')
    .option('--matrix', 'every combination of them')
    .option('--provider <id>', 'in float32 on this provider')
    .allowUnknownOption()
    .action(() => runProgram('test/parity/main', process.argv.slice(process.argv.indexOf('parity') + 1)));
}

interface ServeOptions {
  readonly host?: string;
  readonly port?: string;
  readonly data?: string;
  readonly models?: string;
}

export function serveCommand(): Command {
  return new Command('serve')
    .description('Runs the server: the API, the page, the queue and its worker.')
    .option('--host <address>', 'address to bind to (GENESIS_HOST)')
    .option('--port <n>', 'port; 0 picks a free one (GENESIS_PORT)')
    .option('--data <dir>', 'folder of database, assets and caches (GENESIS_DATA)')
    .option('--models <dir>', 'folder of the model sets (GENESIS_MODELS)')
    .action(async ({ host, port, data, models }: ServeOptions) => {
      const given = { GENESIS_HOST: host, GENESIS_PORT: port, GENESIS_DATA: data, GENESIS_MODELS: models };
      for (const [name, value] of Object.entries(given)) if (value !== undefined) process.env[name] = value;
      await import('../server/main.ts');
    });
}

export function workerCommand(): Command {
  return new Command('worker')
    .description('Drives one device. The server starts it and speaks with it over a channel.')
    .action(async () => {
      if (!process.send) {
        throw new GenesisError('INPUT_INVALID', 'a worker takes its orders from the server that starts it', {
          accepted: 'genesis serve, which starts a worker of its own',
        });
      }
      await import('../worker/main.ts');
    });
}
