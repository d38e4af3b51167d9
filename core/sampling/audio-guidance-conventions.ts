/** Scales of this project and of MeiGen-AI/InfiniteTalk: uncond + text·(cond − dropText) + audio·(dropText − uncond). */
export interface AdditiveScales {
  readonly text: number;
  readonly audio: number;
}

/**
 * Scales of kijai/ComfyUI-WanVideoWrapper: uncond + cfg·((cond − dropText) + audioCfg·(dropText − uncond)). A scale of
 * exactly 1 switches its direction off there, as it does here.
 */
export interface NestedScales {
  readonly cfg: number;
  readonly audioCfg: number;
}

/** The same guidance in the additive convention: audio = cfg·audioCfg while both directions are on. */
export function additiveFromNested({ cfg, audioCfg }: NestedScales): AdditiveScales {
  const both = cfg !== 1 && audioCfg !== 1;
  return { text: cfg, audio: both ? cfg * audioCfg : audioCfg };
}
