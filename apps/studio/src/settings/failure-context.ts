import { createContext, useContext } from 'react';
import type { Failure } from '../api/failure.ts';

/** What the API last refused, for the field at fault to show. */
export const FailureContext = createContext<Failure | null>(null);

/** The refusal of a field, such as `steps` or `scheduler.options.order`; null when it has none. */
export function useFieldFailure(field: string): Failure | null {
  const failure = useContext(FailureContext);
  return failure?.field === field ? failure : null;
}
