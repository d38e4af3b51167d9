import type { GenerationEvent, StoredEvent } from '../../../core/runs/events.ts';
import type { EventStore } from '../../../core/runs/service.ts';
import { Changes } from './changes.ts';
import { follow } from './follow.ts';

/** Events that a subscriber reads ahead. */
const BATCH = 64;

/** Stores events and tells subscribers, who read them from the store: a slow one falls behind, not the server. */
export class EventHub {
  readonly #store: EventStore;
  readonly #isOver: (generation: string) => boolean;
  readonly #changes = new Changes();
  #closed = false;

  /** @param isOver whether a generation will have no more events */
  constructor(store: EventStore, isOver: (generation: string) => boolean) {
    this.#store = store;
    this.#isOver = isOver;
  }

  append(generation: string, event: GenerationEvent): StoredEvent {
    const stored = this.#store.append(generation, event);
    // Inside a transaction this is early, and harmless: readers resume after the synchronous code that commits.
    this.#changes.notify(generation);
    return stored;
  }

  /** Lets the subscribers of a generation find out that it is gone. */
  wake(generation: string): void {
    this.#changes.notify(generation);
  }

  subscribe(generation: string, after: number, signal: AbortSignal): AsyncIterable<StoredEvent> {
    let seq = after;
    let batch: StoredEvent[] = [];
    const read = () => {
      if (this.#closed) return 'end';
      if (batch.length === 0) batch = this.#store.after(generation, seq, BATCH);
      const item = batch.shift();
      if (!item) return this.#isOver(generation) ? 'end' : 'wait';
      seq = item.seq;
      return { item };
    };
    return follow({ read, listen: (wake) => this.#changes.listen(generation, wake) }, signal);
  }

  /** Readers that are being served. */
  get subscribers(): number {
    return this.#changes.size;
  }

  /** Ends every subscription. */
  close(): void {
    this.#closed = true;
    this.#changes.notifyAll();
  }
}
