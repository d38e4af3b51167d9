/** Whether this page was loaded anew already: what is missing even so will not come from doing it again. */
const wasLoadedAnew = (): boolean =>
  performance.getEntriesByType('navigation').some((entry) => (entry as PerformanceNavigationTiming).type === 'reload');

/**
 * Loads the page anew when a script of it cannot be had although the server answers: it may have been started with
 * another build, whose files have other names.
 * @returns false while there is no server; true when there is one and loading anew has not helped
 */
export async function loadAnew(): Promise<boolean> {
  const headers = { Accept: 'text/html' };
  const answer = await fetch('/', { method: 'HEAD', headers, cache: 'no-store' }).catch(() => null);
  if (!answer?.ok) return false;
  if (wasLoadedAnew()) return true;
  location.reload();
  // This page ends here.
  return new Promise(() => {});
}
