import type { AnyContribution } from '../plugin-api/define.ts';
import type { Unavailability } from '../plugin-api/plugin.ts';
import { withinDeadline } from './deadline.ts';

/** Milliseconds that a contribution may take to say whether it can run. */
const ANSWER_DEADLINE = 10_000;

/**
 * null when the contribution can run on this machine, else why not.
 * @param deadline milliseconds that it may take to say so
 */
export async function unavailability(
  contribution: AnyContribution,
  deadline = ANSWER_DEADLINE,
): Promise<Unavailability | null> {
  if (!('unavailable' in contribution)) return null;
  try {
    const asked = Promise.resolve(contribution.unavailable());
    const found = await withinDeadline(asked, deadline, () => `no answer to "unavailable" in ${deadline / 1000} s`);
    if (found === null || typeof found === 'string') return found === null ? null : { reason: found };
    if (typeof found?.reason === 'string') return found;
    return { reason: 'its answer to "unavailable" must be null or a reason' };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
