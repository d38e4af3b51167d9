import { statfs } from 'node:fs/promises';
import { GenesisError } from '../errors/genesis-error.ts';

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/**
 * @param bytes that are about to be written
 * @param minFree bytes that must stay free
 * @throws GenesisError DISK_FULL
 */
export async function requireSpace(dir: string, bytes: number, minFree: number): Promise<void> {
  const { bavail, bsize } = await statfs(dir);
  const free = bavail * bsize;
  if (bytes === 0 || free - bytes >= minFree) return;
  throw new GenesisError(
    'DISK_FULL',
    `${gigabytes(bytes)} are to be written to ${dir}, where ${gigabytes(free)} are free`,
    {
      accepted: `${gigabytes(bytes + minFree)} of free disk, of which ${gigabytes(minFree)} stay free`,
    },
  );
}
