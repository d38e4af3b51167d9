import { createHash } from 'node:crypto';

/** Graphs of equal bytes can share a session. */
export const hashOfGraph = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
