import { withinDeadline } from './deadline.ts';
import { broken, type Offer } from './offer.ts';

/** Milliseconds after which it is first told that a call has not ended; then after twice as long, and so on. */
const FIRST_NOTE = 30_000;

/** Milliseconds that a call may take which has no more to do than one window of frames. */
export const CALL_DEADLINE = 600_000;

/** Milliseconds that a segment which is given up anyway may take for it. */
export const ABORT_DEADLINE = 10_000;

/**
 * What a call of plugin code resolves to. That it takes long is told, since to the run it looks the same as one that never ends.
 * @param part the call, such as `write`
 * @param deadline milliseconds after which it is given up; null: never
 * @throws GenesisError PLUGIN_INVALID when it is
 */
export async function patiently<Value>(
  offer: Offer,
  part: string,
  promise: Promise<Value>,
  deadline: number | null,
): Promise<Value> {
  let timer: NodeJS.Timeout;
  const noteIn = (milliseconds: number, waited: number) => {
    timer = setTimeout(() => {
      offer.slow(part, (waited + milliseconds) / 1000);
      noteIn(waited + milliseconds, waited + milliseconds);
    }, milliseconds);
  };
  noteIn(FIRST_NOTE, 0);
  try {
    if (deadline === null) return await promise;
    return await withinDeadline(promise, deadline, () => {
      throw broken(offer, `no answer to ${part} in ${deadline / 1000} s`);
    });
  } finally {
    clearTimeout(timer!);
  }
}
