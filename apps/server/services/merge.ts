/** An item of each source at most waits here to be taken. */
interface Got<Item> {
  readonly iterator: AsyncIterator<Item>;
  readonly result: IteratorResult<Item>;
}

/**
 * Several sources as one, in the order in which their items come, until the last of them has ended. A source is asked
 * for its next item only when the one before was taken. `return` ends them all at once, also while it waits.
 */
export function merge<Item>(sources: readonly AsyncIterable<Item>[]): AsyncIterableIterator<Item> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]());
  const got: Got<Item>[] = [];
  let failure: { readonly error: unknown } | undefined;
  let open = iterators.length;
  let begun = false;
  let wake = () => {};

  const ask = (iterator: AsyncIterator<Item>) =>
    void iterator
      .next()
      .then(
        (result) => got.push({ iterator, result }),
        (error: unknown) => {
          failure ??= { error };
        },
      )
      .finally(() => wake());
  const end = async () => {
    open = 0;
    wake();
    await Promise.all(iterators.map((iterator) => iterator.return?.()));
  };

  return {
    async next() {
      if (!begun) iterators.forEach(ask);
      begun = true;
      while (open > 0) {
        if (failure) {
          await end();
          throw failure.error;
        }
        const first = got.shift();
        if (!first) {
          await new Promise<void>((resume) => {
            wake = resume;
          });
        } else if (first.result.done) {
          open -= 1;
        } else {
          ask(first.iterator);
          return { done: false, value: first.result.value };
        }
      }
      return { done: true, value: undefined };
    },
    async return() {
      await end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** A source with each item made into something else. */
export function mapped<Item, Made>(source: AsyncIterable<Item>, make: (item: Item) => Made): AsyncIterable<Made> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = source[Symbol.asyncIterator]();
      return {
        async next() {
          const { done, value } = await iterator.next();
          return done ? { done, value: undefined } : { done: false, value: make(value) };
        },
        async return() {
          await iterator.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
