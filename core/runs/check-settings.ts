import type { ErrorCode } from '../errors/catalogue.ts';
import { GenesisError } from '../errors/genesis-error.ts';
import type { GenerationSettings } from './spec.ts';

const SIZE_STEP = 16;
const MIN_SIDE = 32;
const MAX_SIDE = 4096;
const MAX_WINDOW = 1001;
const MAX_FRAMES = 1_000_000;
/** Of the sigmas' shift: with much less, sigmas in float32 are 0 or no numbers. */
export const SHIFT = { least: 0.01, most: 100 } as const;

/** The settings that are numbers. */
export type NumericSettings = Pick<
  GenerationSettings,
  'width' | 'height' | 'frameWindowSize' | 'motionFrames' | 'maxFrames' | 'fps' | 'steps' | 'shift' | 'cfg' | 'audioCfg'
>;

function refuse(code: ErrorCode, field: string, message: string, accepted: string): never {
  throw new GenesisError(code, `${field}: ${message}`, { field, accepted });
}

/** The allowed value nearest to `value`, the lower one of two. Allowed: first, first + step, ... up to last. */
function nearest(value: number, first: number, step: number, last: number): number {
  const multiple = Math.ceil((value - first) / step - 0.5);
  return Math.min(last, Math.max(first, first + multiple * step));
}

function checkSide(field: 'width' | 'height', value: number): void {
  if (Number.isInteger(value) && value % SIZE_STEP === 0 && value >= MIN_SIDE && value <= MAX_SIDE) return;
  const suggestion = nearest(value, MIN_SIDE, SIZE_STEP, MAX_SIDE);
  const accepted = `a multiple of ${SIZE_STEP} from ${MIN_SIDE} to ${MAX_SIDE}`;
  refuse('SIZE_INVALID', field, `${value} is not ${accepted}; the nearest that is: ${suggestion}`, accepted);
}

function checkWindow(window: number, motion: number): void {
  const isFrameCount = (value: number) => Number.isInteger(value) && value % 4 === 1;
  if (!isFrameCount(window) || window < 5 || window > MAX_WINDOW) {
    const accepted = `4n+1 frames from 5 to ${MAX_WINDOW}`;
    const suggestion = nearest(window, 5, 4, MAX_WINDOW);
    refuse(
      'FRAMES_INVALID',
      'frameWindowSize',
      `${window} is not ${accepted}; the nearest that is: ${suggestion}`,
      accepted,
    );
  }
  if (!isFrameCount(motion) || motion < 1 || motion >= window) {
    const accepted = `4n+1 frames from 1, fewer than the window's ${window}`;
    const suggestion = nearest(motion, 1, 4, window - 4);
    refuse(
      'FRAMES_INVALID',
      'motionFrames',
      `${motion} is not ${accepted}; the nearest that is: ${suggestion}`,
      accepted,
    );
  }
}

function checkWhole(field: keyof NumericSettings, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  const accepted = `a whole number from ${min} to ${max}`;
  refuse('INPUT_INVALID', field, `${value} is not ${accepted}`, accepted);
}

function checkNumber(
  field: keyof NumericSettings,
  value: number,
  accepted: string,
  fits: (value: number) => boolean,
): void {
  if (!(Number.isFinite(value) && fits(value))) refuse('INPUT_INVALID', field, `${value} is not ${accepted}`, accepted);
}

/**
 * Checks the numbers of a generation's settings, each by itself and against each other.
 * @throws GenesisError SIZE_INVALID, FRAMES_INVALID or INPUT_INVALID
 */
export function checkSettings(settings: NumericSettings): void {
  checkSide('width', settings.width);
  checkSide('height', settings.height);
  checkWindow(settings.frameWindowSize, settings.motionFrames);
  if (settings.maxFrames !== null) checkWhole('maxFrames', settings.maxFrames, 1, MAX_FRAMES);
  checkWhole('steps', settings.steps, 1, 1000);
  checkNumber('fps', settings.fps, 'a number from 1 to 120', (fps) => fps >= 1 && fps <= 120);
  const { least, most } = SHIFT;
  checkNumber('shift', settings.shift, `a number from ${least} to ${most}`, (shift) => shift >= least && shift <= most);
  for (const field of ['cfg', 'audioCfg'] as const) {
    checkNumber(field, settings[field], 'a number from 0 to 100', (scale) => scale >= 0 && scale <= 100);
  }
}
