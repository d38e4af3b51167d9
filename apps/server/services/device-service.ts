import { cpus, totalmem } from 'node:os';
import type { Device, DeviceService } from './services.ts';
import type { WorkerSupervisor } from './worker-supervisor.ts';

/** The processor, driven by the one worker of this machine. */
export class Devices implements DeviceService {
  readonly #supervisor: Pick<WorkerSupervisor, 'state' | 'generation'>;
  readonly #threads: number;

  constructor(supervisor: Pick<WorkerSupervisor, 'state' | 'generation'>, threads: number) {
    this.#supervisor = supervisor;
    this.#threads = threads;
  }

  list(): Device[] {
    const { state, generation } = this.#supervisor;
    const title = cpus()[0]?.model.trim() || 'CPU';
    return [
      { id: 'cpu', provider: 'cpu', title, threads: this.#threads, memoryBytes: totalmem(), worker: state, generation },
    ];
  }
}
