import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StartMessage } from '../server/main.ts';
import { NoServerError } from './client.ts';

/** Milliseconds that a server gets to end its workers. */
const STOP_MS = 10_000;

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}

/**
 * Starts the real server in a process of its own, on a free port of this machine.
 * @param environment variables besides those of this process
 * @throws NoServerError with the reason when it does not start
 */
export async function launchServer(environment: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const program = fileURLToPath(new URL(`../server/main${extname(import.meta.url)}`, import.meta.url));
  const child = fork(program, [], {
    env: {
      ...process.env,
      GENESIS_LOG: process.env.GENESIS_LOG ?? 'warn',
      ...environment,
      GENESIS_HOST: '127.0.0.1',
      GENESIS_PORT: '0',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Not in the terminal's process group: Ctrl+C must reach it as a cancelled generation, not as a signal.
    detached: true,
  });
  let reason: string | undefined;
  const listening = new Promise<string>((resolve) => {
    child.on('message', (message: StartMessage) => {
      if (message.type === 'listening') resolve(message.url);
      else reason = message.reason;
    });
  });
  // Its last message may come after its end, but not after that of its channel.
  const ended = Promise.all([once(child, 'exit'), once(child, 'disconnect')]).then(([[code, signal]]) => {
    throw new NoServerError(`the server ended while starting: ${reason ?? `it said nothing (${code ?? signal})`}`);
  });
  const url = await Promise.race([listening, ended]);
  ended.catch(() => {});
  return { url, pid: child.pid!, stop: () => stop(child) };
}
