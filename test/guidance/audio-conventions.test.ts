import { describe, expect, it } from 'vitest';
import { additiveFromNested } from '../../core/sampling/audio-guidance-conventions.ts';
import { textAudioCfg } from '../../plugins/guidance-text-audio-cfg/text-audio-cfg.ts';

const cond = 1;
const dropText = 0.25;
const dropAudio = 0.5;
const uncond = -0.5;

/** The wrapper's passes: none, one or both directions, each left out at a scale of exactly 1. */
function nested(cfg: number, audioCfg: number): number {
  if (cfg === 1 && audioCfg === 1) return cond;
  if (audioCfg === 1) return dropText + cfg * (cond - dropText);
  if (cfg === 1) return dropAudio + audioCfg * (cond - dropAudio);
  return uncond + cfg * (cond - dropText + audioCfg * (dropText - uncond));
}

function additive(textScale: number, audioScale: number): number {
  const run = textAudioCfg({ textScales: [], audioScales: [], rescale: 0 }).prepare({
    steps: 1,
    textScale,
    audioScale,
    hasAudio: true,
  });
  const one = (value: number) => Float32Array.of(value);
  const predictions = { cond: one(cond), dropText: one(dropText), dropAudio: one(dropAudio), uncond: one(uncond) };
  return run.combine(predictions, 0)[0]!;
}

describe('the two conventions of audio guidance', () => {
  it('take InfiniteTalk (5, 4) for the wrapper (5, 0.8)', () => {
    expect(additiveFromNested({ cfg: 5, audioCfg: 0.8 })).toEqual({ text: 5, audio: 4 });
  });

  it.each([
    [5, 0.8],
    [6, 2],
    [5, 1],
    [1, 3],
    [1, 1],
    [0.5, 3],
    [3, 0],
  ])('give the same velocity for the wrapper (%f, %f)', (cfg, audioCfg) => {
    const { text, audio } = additiveFromNested({ cfg, audioCfg });
    expect(additive(text, audio)).toBeCloseTo(nested(cfg, audioCfg), 6);
  });
});
