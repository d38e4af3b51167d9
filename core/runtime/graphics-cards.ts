import { execFile } from 'node:child_process';

/** A graphics card as the driver describes it. */
export interface GraphicsCard {
  readonly index: number;
  readonly name: string;
  readonly totalBytes: number;
  readonly freeBytes: number;
}

const MIB = 1024 * 1024;
const TIMEOUT_MS = 5000;
const QUERY = ['--query-gpu=index,name,memory.total,memory.free', '--format=csv,noheader,nounits'];

/** One line per card: `0, NVIDIA H200, 143771, 143158`, memory in MiB. */
export function parseCards(csv: string): GraphicsCard[] {
  return csv.split('\n').flatMap((line) => {
    const parts = line.split(',').map((part) => part.trim());
    if (parts.length < 4) return [];
    const [index, total, free] = [parts[0], parts.at(-2), parts.at(-1)].map(Number) as [number, number, number];
    if (![index, total, free].every(Number.isFinite)) return [];
    return [{ index, name: parts.slice(1, -2).join(', '), totalBytes: total * MIB, freeBytes: free * MIB }];
  });
}

/** The NVIDIA cards of this machine; none where `nvidia-smi` is not installed or finds none. */
export function graphicsCards(program = 'nvidia-smi'): Promise<GraphicsCard[]> {
  return new Promise((resolve) => {
    execFile(program, QUERY, { timeout: TIMEOUT_MS }, (error, stdout) => resolve(error ? [] : parseCards(stdout)));
  });
}
