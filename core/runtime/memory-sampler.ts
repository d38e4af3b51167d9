import type { MeasuredMemory, MemoryTimeline, ProcessRole } from '../runs/measured-memory.ts';
import { DeviceMemory } from './device-memory.ts';
import { TimelineWriter } from './memory-timeline.ts';
import { ProcessMemory } from './process-memory.ts';

const INTERVAL_MS = 200;
/** A new peak is read exactly when it is higher by this part. */
const NEWS = 1.01;

/** A process whose memory is watched. */
export interface WatchedProcess {
  readonly role: ProcessRole;
  readonly pid: number;
}

/** Samples the memory of a changing set of processes and of the device, five times a second while a run is on. */
export class MemorySampler {
  readonly #processes: () => readonly WatchedProcess[];
  readonly #memory = new ProcessMemory();
  readonly #device = new DeviceMemory();
  #timer: NodeJS.Timeout | null = null;
  #timeline = new TimelineWriter();
  #startedAt = 0;
  #ram = 0;
  #onDevice: number | null = null;
  #byRole = new Map<ProcessRole, number>();

  constructor(processes: () => readonly WatchedProcess[]) {
    this.#processes = processes;
  }

  /** Begins a run. @param device whether its networks use a card */
  start(device: boolean): void {
    if (device) this.#device.start();
    this.#timeline = new TimelineWriter();
    this.#startedAt = performance.now();
    this.#timer ??= setInterval(() => void this.#sample(), INTERVAL_MS).unref();
  }

  /** Ends the run. @returns its memory over time */
  stop(): MemoryTimeline {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    this.#device.stop();
    return this.#timeline.timeline;
  }

  async #sample(): Promise<void> {
    const processes = this.#processes();
    const pids = processes.map(({ pid }) => pid);
    let sizes = await this.#memory.sizes(pids);
    const sum = () => [...sizes.values()].reduce((total, bytes) => total + bytes, 0);
    if (sum() > this.#ram * NEWS) await this.#memory.refine(pids);
    else await this.#memory.refresh(pids);
    sizes = await this.#memory.sizes(pids);
    const ram = sum();
    const onDevice = this.#device.bytes;
    this.#timeline.add((performance.now() - this.#startedAt) / 1000, ram, onDevice);
    this.#ram = Math.max(this.#ram, ram);
    if (onDevice !== null) this.#onDevice = Math.max(this.#onDevice ?? 0, onDevice);
    const byRole = new Map<ProcessRole, number>();
    for (const { role, pid } of processes) byRole.set(role, (byRole.get(role) ?? 0) + (sizes.get(pid) ?? 0));
    for (const [role, bytes] of byRole) this.#byRole.set(role, Math.max(this.#byRole.get(role) ?? 0, bytes));
  }

  /** Peaks since the last call. */
  async takePeak(): Promise<MeasuredMemory> {
    await this.#sample();
    const processes = [...this.#byRole].map(([role, peakBytes]) => ({ role, peakBytes }));
    const peak = {
      ramBytes: this.#ram,
      deviceBytes: this.#onDevice,
      processes: processes.filter(({ peakBytes }) => peakBytes > 0),
    };
    this.#ram = 0;
    this.#onDevice = null;
    this.#byRole.clear();
    return peak;
  }
}
