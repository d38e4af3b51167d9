/** Milliseconds that are left to what is seen and used first. */
const LATER = 1000;

/** Calls back later, when the browser has nothing else to do, where it tells. @returns what takes it back */
export function whenIdle(work: () => void): () => void {
  let idle: number | undefined;
  const timer = setTimeout(() => {
    if (typeof requestIdleCallback === 'function') idle = requestIdleCallback(work);
    else work();
  }, LATER);
  return () => {
    clearTimeout(timer);
    if (idle !== undefined) cancelIdleCallback(idle);
  };
}
