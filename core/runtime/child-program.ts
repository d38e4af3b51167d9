import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Forks a program of this project with binary-safe IPC. Sources (.ts) run through tsx, built files (.js) as they are.
 * @param program URL of the sibling module, with the same extension as the caller's own
 */
export function forkProgram(program: URL, options: ForkOptions = {}): ChildProcess {
  const execArgv = program.pathname.endsWith('.ts') ? ['--import', 'tsx'] : [];
  return fork(fileURLToPath(program), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...options,
    execArgv,
  });
}

/** URL of a module beside `from`, in the form (.ts or .js) in which `from` itself runs. */
export function siblingProgram(from: string, name: string): URL {
  return new URL(`${name}${from.endsWith('.ts') ? '.ts' : '.js'}`, from);
}
