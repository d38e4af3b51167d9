import { InvalidArgumentError } from 'commander';
import type { Speaker } from './generate.ts';

export const SPEAKER_OPTION = '--speaker <voice[@x,y,width,height]>';
export const SPEAKER_HELP =
  'voice of one of several people, with their box in the picture in pixels; may be given up to four times';

/** Adds what one `--speaker` says to those before it. */
export function addSpeaker(text: string, before: readonly Speaker[] = []): Speaker[] {
  const at = text.lastIndexOf('@');
  if (at < 0) return [...before, { audio: text }];
  const numbers = text.slice(at + 1).split(',');
  const [x, y, width, height] = numbers.map(Number) as [number, number, number, number];
  if (at === 0 || numbers.length !== 4 || ![x, y, width, height].every((value) => value >= 0))
    throw new InvalidArgumentError('It takes a file, and after an @ four numbers: x,y,width,height.');
  return [...before, { audio: text.slice(0, at), box: { x, y, width, height } }];
}
