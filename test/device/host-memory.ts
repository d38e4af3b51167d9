import { readFile } from 'node:fs/promises';

const INTERVAL_MS = 50;

export interface HostPeak {
  /** Own pages and a share of those that are mapped by several processes. */
  readonly pss: number;
  /** Pages that no file stands behind: they cannot be given up under pressure. */
  readonly anonymous: number;
}

async function sample(pid: number): Promise<HostPeak> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const kilobytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0);
  return { pss: kilobytes('Pss') * 1024, anonymous: kilobytes('Anonymous') * 1024 };
}

/** Highest memory of one process between `start` and `stop`, sampled twenty times a second. */
export class HostMemory {
  readonly #timer: NodeJS.Timeout;
  #peak: HostPeak = { pss: 0, anonymous: 0 };

  constructor(pid: number) {
    this.#timer = setInterval(() => {
      void sample(pid).then(({ pss, anonymous }) => {
        this.#peak = { pss: Math.max(pss, this.#peak.pss), anonymous: Math.max(anonymous, this.#peak.anonymous) };
      });
    }, INTERVAL_MS);
  }

  /** Peak since the last call. */
  take(): HostPeak {
    const peak = this.#peak;
    this.#peak = { pss: 0, anonymous: 0 };
    return peak;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
