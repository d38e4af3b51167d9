let controller: AbortController | undefined;

/**
 * Fires at the first Ctrl+C (or SIGTERM), for commands that can stop cleanly; the second one ends the program at once.
 * Until a command asks for it, the first one does.
 */
export function interruption(): AbortSignal {
  if (controller) return controller.signal;
  controller = new AbortController();
  const { signal } = controller;
  const stop = () => controller?.abort();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, stop);
  return signal;
}
