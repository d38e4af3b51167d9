import type { RunReason } from './spec.ts';

/** A generation that has left the queue for a worker. */
export interface QueueEntry {
  readonly generation: string;
  /** Why its next run is started. */
  readonly reason: RunReason;
}

/** Holds generations until a worker is free. What is in it survives a restart. */
export interface QueueDriver {
  /** Waiting generations, the next one first. */
  waiting(): string[];
  /**
   * Adds a generation: at the end, but for RESUME and OUT_OF_MEMORY_STEP, which take the place that it had when it was created.
   * @throws GenesisError QUEUE_FULL, never for those
   */
  add(generation: string, reason: RunReason): void;
  /** Takes the next one; it is out of the queue from then on. null when none waits. */
  take(): QueueEntry | null;
  /** Takes a waiting generation out. false when it was not waiting. */
  remove(generation: string): boolean;
}
