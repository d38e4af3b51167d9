import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built program: what a user runs. `npm test` compiles it first. */
const PROGRAM = fileURLToPath(new URL('../../dist/apps/cli/genesis.js', import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  readonly child: ChildProcess;
  readonly result: Promise<CliResult>;
}

type Environment = Readonly<Record<string, string>>;

/** Starts `genesis ...` in a process of its own, without a terminal. @param cwd default: this process's */
export function startCli(args: readonly string[], environment: Environment = {}, cwd?: string): RunningCli {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env: { ...process.env, ...environment } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const result = new Promise<CliResult>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, result };
}

export const runCli = (args: readonly string[], environment: Environment = {}, cwd?: string): Promise<CliResult> =>
  startCli(args, environment, cwd).result;
