import { cpus } from 'node:os';
import { type MemoryDetector, memoryBudget } from '../../../core/memory/memory-limits.ts';
import type { MemoryBudget } from '../../../core/plugin-api/index.ts';
import type { Device, DeviceService } from './services.ts';
import type { WorkerSupervisor } from './worker-supervisor.ts';

export interface DeviceParts {
  readonly supervisor: Pick<WorkerSupervisor, 'state' | 'generation'>;
  readonly threads: number;
  readonly detector: MemoryDetector;
  /** Configured limits; null: what is free. */
  readonly limits: MemoryBudget;
}

/** The processor and the graphics cards, driven by the one worker of this machine. */
export class Devices implements DeviceService {
  readonly #parts: DeviceParts;

  constructor(parts: DeviceParts) {
    this.#parts = parts;
  }

  async list(): Promise<Device[]> {
    const { supervisor, threads, detector, limits } = this.#parts;
    const detected = await detector.detect();
    const budget = memoryBudget(detected, limits);
    const shared = { threads, worker: supervisor.state, generation: supervisor.generation };
    const processor: Device = {
      ...shared,
      id: 'cpu',
      provider: 'cpu',
      title: cpus()[0]?.model.trim() || 'CPU',
      memoryBytes: detected.machine.totalBytes,
      freeBytes: detected.machine.freeBytes,
      budgetBytes: budget.ramBytes,
    };
    // Of several cards the first is used.
    const cards = detected.cards.map(
      ({ index, name, totalBytes, freeBytes }, i): Device => ({
        ...shared,
        id: `gpu-${index}`,
        provider: 'webgpu',
        title: name,
        memoryBytes: totalBytes,
        freeBytes,
        budgetBytes: i === 0 ? budget.vramBytes : null,
      }),
    );
    return [processor, ...cards];
  }
}
