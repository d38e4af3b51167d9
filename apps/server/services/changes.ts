/** Tells listeners that something changed, by key. What changed they read for themselves. */
export class Changes {
  readonly #listeners = new Map<string, Set<() => void>>();

  /** @returns the way to stop listening */
  listen(key: string, listener: () => void): () => void {
    const known = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, known.add(listener));
    return () => {
      known.delete(listener);
      if (known.size === 0 && this.#listeners.get(key) === known) this.#listeners.delete(key);
    };
  }

  notify(key: string): void {
    for (const listener of [...(this.#listeners.get(key) ?? [])]) listener();
  }

  notifyAll(): void {
    for (const key of [...this.#listeners.keys()]) this.notify(key);
  }

  /** Listeners of all keys. */
  get size(): number {
    return [...this.#listeners.values()].reduce((sum, listeners) => sum + listeners.size, 0);
  }
}
