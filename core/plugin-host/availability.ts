import type { AnyContribution } from '../plugin-api/define.ts';
import type { Unavailability } from '../plugin-api/plugin.ts';

/** null when the contribution can run on this machine, else why not. */
export async function unavailability(contribution: AnyContribution): Promise<Unavailability | null> {
  if (!('unavailable' in contribution)) return null;
  try {
    const found = await contribution.unavailable();
    return typeof found === 'string' ? { reason: found } : found;
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
