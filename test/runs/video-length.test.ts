import { expect, it } from 'vitest';
import { videoLength } from '../../core/runs/video-length.ts';

const settings = { mode: 'INFINITETALK', fps: 25, frameWindowSize: 81, maxFrames: null, multiAudio: 'para' } as const;
/** Of 16 kHz: 640 of them are a frame. */
const SECOND = 16_000;

it('a video is as long as its voice, less what is no whole frame', () => {
  expect(videoLength(settings, [10 * SECOND])).toEqual({ frames: 250, samples: 10 * SECOND });
  expect(videoLength(settings, [10 * SECOND + 639])).toEqual({ frames: 250, samples: 10 * SECOND + 639 });
  expect(videoLength(settings, [639]).frames).toBe(0);
});

it('at most maxFrames long, though all of the voice is encoded', () => {
  expect(videoLength({ ...settings, maxFrames: 100 }, [10 * SECOND])).toEqual({ frames: 100, samples: 10 * SECOND });
});

it('several voices at once are as long as the longest, one after the other as all together', () => {
  const voices = [4 * SECOND, 6 * SECOND];
  expect(videoLength(settings, voices).frames).toBe(150);
  expect(videoLength({ ...settings, multiAudio: 'add' }, voices).frames).toBe(250);
});

it('a window of speech is encoded at least, and a video without voices is maxFrames or a window long', () => {
  expect(videoLength(settings, [SECOND])).toEqual({ frames: 25, samples: 81 * 640 });
  expect(videoLength(settings, [])).toEqual({ frames: 81, samples: 81 * 640 });
  expect(videoLength({ ...settings, maxFrames: 200 }, [])).toEqual({ frames: 200, samples: 200 * 640 });
});

it('I2V has one window at most and no sound', () => {
  expect(videoLength({ ...settings, mode: 'I2V' }, [])).toEqual({ frames: 81, samples: 0 });
  expect(videoLength({ ...settings, mode: 'I2V', maxFrames: 500 }, [])).toEqual({ frames: 81, samples: 0 });
  expect(videoLength({ ...settings, mode: 'I2V', maxFrames: 17 }, [])).toEqual({ frames: 17, samples: 0 });
});
