import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const INTERVAL_MS = 100;

/** Memory in use on the first card, sampled ten times a second; nothing where there is no nvidia-smi. */
export class GpuMemory {
  readonly #samples: { readonly at: number; readonly bytes: number }[] = [];
  readonly #child: ChildProcess;

  constructor() {
    const fields = ['--query-gpu=memory.used', '--format=csv,noheader,nounits', '-lms', String(INTERVAL_MS)];
    this.#child = spawn('nvidia-smi', fields, { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#child.on('error', () => {});
    createInterface({ input: this.#child.stdout! }).on('line', (line) => {
      const bytes = Number(line) * 2 ** 20;
      if (Number.isFinite(bytes)) this.#samples.push({ at: Date.now(), bytes });
    });
  }

  /** Highest between two times in milliseconds since the epoch; null without samples. */
  peak(from: number, to: number): number | null {
    const bytes = this.#samples.filter(({ at }) => at >= from && at <= to).map((sample) => sample.bytes);
    return bytes.length === 0 ? null : Math.max(...bytes);
  }

  stop(): void {
    this.#child.kill();
  }
}

/** In use on the first card now; null where there is no nvidia-smi. */
export function gpuBytes(): number | null {
  try {
    const text = execFileSync('nvidia-smi', ['--query-gpu=memory.used', '--format=csv,noheader,nounits'], {
      encoding: 'utf8',
    });
    return Number(text.trim().split('\n')[0]) * 2 ** 20;
  } catch {
    return null;
  }
}
