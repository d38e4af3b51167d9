import type { NetworkRole } from '../plugin-api/network.ts';

/** What a process of a run does: the server, the worker, or the host of a network. */
export type ProcessRole = 'server' | 'worker' | NetworkRole;

export interface ProcessPeak {
  readonly role: ProcessRole;
  /** Resident bytes; pages that processes share are counted once over all of them. */
  readonly peakBytes: number;
}

/** The highest values over a stretch of time. */
export interface MeasuredMemory {
  /** Of server, worker and hosts together, in RAM. */
  readonly ramBytes: number;
  /** In use on the device beyond what was before the run; null where it is not measured. */
  readonly deviceBytes: number | null;
  /** Each for itself; at other moments, so they may add up to more. */
  readonly processes: readonly ProcessPeak[];
}

/** Memory over the time of a run. Point i is the highest from i · intervalSeconds on, until the next point. */
export interface MemoryTimeline {
  readonly intervalSeconds: number;
  readonly ramBytes: readonly number[];
  /** null where it is not measured. */
  readonly deviceBytes: readonly (number | null)[] | null;
}
