/**
 * What a promise of a plugin resolves to, if it does so in time. The timer keeps the process alive meanwhile: one that
 * waits for nothing else would end without a word.
 * @param milliseconds how long it may take
 * @param late what to answer, or throw, when the time is up
 */
export async function withinDeadline<Value>(
  promise: Promise<Value>,
  milliseconds: number,
  late: () => Value,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), milliseconds);
  });
  try {
    const first = await Promise.race([promise.then((value) => ({ value })), ended]);
    return first === 'late' ? late() : first.value;
  } finally {
    clearTimeout(timer);
  }
}
