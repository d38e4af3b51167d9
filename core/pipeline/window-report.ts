import { correlation } from '../media/lip-sync/lip-sync-score.ts';
import type { FloatTensor } from '../plugin-api/tensor.ts';
import type { WindowQuality } from '../runs/events.ts';
import { type FrameFacts, seamRatio } from './frame-meter.ts';
import type { StageOutput } from './stage-store.ts';
import type { WindowPlan } from './windows.ts';

/** A window's frames as the seam to the next one is measured against them. */
interface Seen {
  readonly edges: FloatTensor;
  readonly facts: FrameFacts;
}

/**
 * Judges windows in order from what their decode stages measured.
 * @param opening how far the mouth should open, by frame of the video; null when nothing is measured
 */
export function windowReporter(opening: readonly number[] | null) {
  let before: Seen | null = null;
  return async (window: WindowPlan, decoded: StageOutput): Promise<WindowQuality> => {
    const facts = decoded.facts as unknown as FrameFacts & { readonly mouth: readonly number[] };
    const seen = { edges: (await decoded.tensors()).edges as FloatTensor, facts };
    const first = window.start + window.overlap;
    const seam = before && seamRatio(before, seen);
    before = seen;
    return {
      drift: facts.drift,
      lipSync: opening && correlation(facts.mouth, opening.slice(first, first + window.newFrames)),
      seam,
    };
  };
}
