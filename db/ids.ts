import { uuidv7 } from 'uuidv7';

/** A UUIDv7: sorts by time of creation, and strictly so within a process. */
export function newId(): string {
  return uuidv7();
}
