import type { QueueDriver } from '../../../core/runs/queue.ts';
import type { QueueSnapshot } from '../../../core/runs/service.ts';
import type { GenerationRepository } from '../../../db/repositories/generations.ts';
import { Changes } from './changes.ts';
import { follow } from './follow.ts';
import type { QueueService } from './services.ts';

const KEY = 'queue';

/** What waits and what runs. */
export class QueueWatch implements QueueService {
  readonly #queue: QueueDriver;
  readonly #generations: GenerationRepository;
  readonly #changes = new Changes();
  #version = 1;
  #closed = false;

  constructor(queue: QueueDriver, generations: GenerationRepository) {
    this.#queue = queue;
    this.#generations = generations;
  }

  snapshot(): QueueSnapshot {
    return { running: this.#generations.idsInState('RUNNING'), waiting: this.#queue.waiting() };
  }

  subscribe(signal: AbortSignal): AsyncIterable<QueueSnapshot> {
    let seen = 0;
    const read = () => {
      if (this.#closed) return 'end';
      if (seen === this.#version) return 'wait';
      seen = this.#version;
      return { item: this.snapshot() };
    };
    return follow({ read, listen: (wake) => this.#changes.listen(KEY, wake) }, signal);
  }

  /** To be called after every change of the queue or of what runs. */
  changed(): void {
    this.#version += 1;
    this.#changes.notify(KEY);
  }

  close(): void {
    this.#closed = true;
    this.#changes.notifyAll();
  }
}
