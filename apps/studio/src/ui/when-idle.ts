/** Milliseconds after which a browser without idle callbacks is taken to be idle. */
const LATER = 500;

/** Calls back when the browser has nothing else to do. @returns what takes it back */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(work, LATER);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(work);
  return () => cancelIdleCallback(idle);
}
