/** A value that components share. With a key it outlives a reload. */
export interface Store<Value> {
  get(): Value;
  set(change: Partial<Value>): void;
  subscribe(listener: () => void): () => void;
}

interface Kept {
  readonly key: string;
  readonly storage: () => Storage;
}

/** Storage may be switched off or full: then the value lives as long as the page. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

export function createStore<Value extends object>(initial: Value, kept?: Kept): Store<Value> {
  const saved = kept && attempt(() => JSON.parse(kept.storage().getItem(kept.key) ?? '{}') as Partial<Value>);
  let value: Value = { ...initial, ...saved };
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (change) => {
      value = { ...value, ...change };
      if (kept) attempt(() => kept.storage().setItem(kept.key, JSON.stringify(value)));
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
