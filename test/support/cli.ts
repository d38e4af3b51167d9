import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
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

function startProcess(
  [command, ...args]: readonly [string, ...string[]],
  environment: Environment,
  cwd?: string,
): RunningCli {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...environment } });
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

/** Starts `genesis ...` in a process of its own, without a terminal. @param cwd default: this process's */
export const startCli = (args: readonly string[], environment: Environment = {}, cwd?: string): RunningCli =>
  startProcess([process.execPath, PROGRAM, ...args], environment, cwd);

/** Whether `runOnTerminal` can be used here. */
export const HAS_TERMINAL = existsSync('/usr/bin/script');

/** Runs `genesis ...` on a terminal (util-linux's `script`): whatever it writes, to either stream, comes as `stdout`. */
export function runOnTerminal(args: readonly string[], environment: Environment = {}): Promise<CliResult> {
  const command = [process.execPath, PROGRAM, ...args].map((word) => `'${word}'`).join(' ');
  return startProcess(['script', '-qefc', command, '/dev/null'], environment).result;
}

/** Runs a line of a shell in which `genesis` is the built program. */
export const runShell = (shell: string, line: string): Promise<CliResult> =>
  startProcess([shell, '-c', `genesis() { '${process.execPath}' '${PROGRAM}' "$@"; }; ${line}`], {}).result;

export const runCli = (args: readonly string[], environment: Environment = {}, cwd?: string): Promise<CliResult> =>
  startCli(args, environment, cwd).result;
