import type { AnyContribution } from '../plugin-api/define.ts';

/** null when the contribution can run on this machine, else why not. */
export async function unavailableReason(contribution: AnyContribution): Promise<string | null> {
  if (!('unavailable' in contribution)) return null;
  try {
    return await contribution.unavailable();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
