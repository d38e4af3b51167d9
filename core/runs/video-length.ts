import { SPEECH_RATE } from '../media/audio-decode.ts';
import type { GenerationMode, GenerationSettings } from './spec.ts';
import type { MultiAudio } from './spec-inputs.ts';

export type LengthSettings = Pick<GenerationSettings, 'fps' | 'frameWindowSize' | 'maxFrames'> & {
  readonly mode: GenerationMode;
  readonly multiAudio: MultiAudio;
};

export interface VideoLength {
  /** Of the video; 0 where the voices are shorter than one. */
  readonly frames: number;
  /** Of each person's speech, silence after it included; 0 in I2V. */
  readonly samples: number;
}

/**
 * How long a video becomes, and the speech that is encoded for it: as long as the voices together, up to `maxFrames`;
 * without voices `maxFrames` or one window. I2V has one window at most.
 * @param voices samples of each voice, at 16 kHz
 */
export function videoLength(settings: LengthSettings, voices: readonly number[]): VideoLength {
  const { mode, fps, frameWindowSize, multiAudio } = settings;
  const limit = settings.maxFrames ?? Number.POSITIVE_INFINITY;
  if (mode === 'I2V') return { frames: Math.min(frameWindowSize, limit), samples: 0 };
  const samplesPerFrame = SPEECH_RATE / fps;
  const total = multiAudio === 'add' ? voices.reduce((sum, samples) => sum + samples, 0) : Math.max(0, ...voices);
  const heard = voices.length > 0 ? Math.floor(total / samplesPerFrame) : (settings.maxFrames ?? frameWindowSize);
  const frames = Math.min(limit, heard);
  // A voice that ends inside the first window is followed by silence, so that the mouth closes instead of freezing.
  return { frames, samples: Math.max(total, Math.ceil(Math.max(frames, frameWindowSize) * samplesPerFrame)) };
}
