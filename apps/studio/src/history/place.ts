import { hasReturned } from '../shell/use-arrival.ts';
import type { FilterValues } from './filters.tsx';
import type { Loaded } from './use-history.ts';

/** Where somebody was in the history, and with what in sight. */
export interface Place {
  readonly filters: FilterValues;
  readonly loaded: Loaded;
  /** Pixels above the window. */
  readonly scroll: number;
}

let left: Place | null = null;

export function leave(place: Place): void {
  left = place;
}

/** Where the history was left, for those who come back to it; null for those who come anew. */
export const placeToReturnTo = (): Place | null => (hasReturned() ? left : null);
