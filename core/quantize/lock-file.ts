import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { GenesisError } from '../errors/genesis-error.ts';

const POLL_MS = 250;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Waits until no other process of this machine holds the lock, and takes it. The lock of a process that has died is
 * taken over.
 * @returns lets go of the lock
 * @throws GenesisError CANCELLED once the signal has fired
 */
export async function lockFile(path: string, signal?: AbortSignal): Promise<() => Promise<void>> {
  for (;;) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = Number(await readFile(path, 'utf8').catch(() => ''));
    if (owner > 0 && !isAlive(owner)) await rm(path, { force: true });
    else await delay(POLL_MS);
    if (signal?.aborted) throw new GenesisError('CANCELLED', 'waiting for converted weights was cancelled');
  }
}
