import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const INTERVAL_MS = 500;

/**
 * Memory in use on NVIDIA cards, all together, less what was in use when the watch began: one nvidia-smi that reports
 * twice a second for as long as it is watched. Always null where there is none.
 */
export class DeviceMemory {
  readonly #used = new Map<string, number>();
  readonly #before = new Map<string, number>();
  #child: ChildProcess | null = null;

  /** @param program @default nvidia-smi */
  start(program = 'nvidia-smi'): void {
    if (this.#child) return;
    const query = ['--query-gpu=uuid,memory.used', '--format=csv,noheader,nounits', '-lms', String(INTERVAL_MS)];
    const child = spawn(program, query, { stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
    this.#child = child;
    child.on('error', () => {});
    createInterface({ input: child.stdout }).on('line', (line) => this.#read(line));
  }

  #read(line: string): void {
    const [card, mebibytes] = line.split(',').map((part) => part.trim()) as [string, string | undefined];
    const bytes = Number(mebibytes) * 2 ** 20;
    if (!mebibytes || !Number.isFinite(bytes)) return;
    if (!this.#before.has(card)) this.#before.set(card, bytes);
    this.#used.set(card, bytes);
  }

  /** Bytes; null before the first report. */
  get bytes(): number | null {
    if (this.#used.size === 0) return null;
    const growth = [...this.#used].map(([card, used]) => Math.max(0, used - this.#before.get(card)!));
    return growth.reduce((sum, bytes) => sum + bytes, 0);
  }

  stop(): void {
    this.#child?.kill();
    this.#child = null;
    this.#used.clear();
  }
}
