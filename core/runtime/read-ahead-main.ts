/** Program of a thread that brings bytes into the system's file cache and ends. */
import { workerData } from 'node:worker_threads';
import { bringIntoCache } from './page-cache.ts';

try {
  bringIntoCache(workerData);
} catch {
  // Whoever wants the bytes says what is wrong with the file.
}
