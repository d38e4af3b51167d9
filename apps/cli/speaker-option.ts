import { existsSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import type { Speaker } from './generate.ts';
import { givenPath } from './given-path.ts';

export const SPEAKER_OPTION = '--speaker <voice[@place]>';
export const SPEAKER_HELP =
  'voice of one of several people, and where they are: a box x,y,width,height in pixels of the picture, or a mask (a picture of its shape, light where the person is); may be given up to four times';

/** Adds what one `--speaker` says to those before it: `left.wav`, `left.wav@20,10,200,240` or `left.wav@left.png`. */
export function addSpeaker(text: string, before: readonly Speaker[] = []): Speaker[] {
  const at = text.lastIndexOf('@');
  const whole = givenPath(text);
  if (at < 0 || existsSync(whole)) return [...before, { audio: whole }];
  const [audio, place] = [givenPath(text.slice(0, at)), text.slice(at + 1)];
  const numbers = place.split(',').map(Number);
  const isMask = numbers.length === 1 && Number.isNaN(numbers[0]);
  if (at === 0 || (!isMask && (numbers.length !== 4 || !numbers.every((value) => value >= 0))))
    throw new InvalidArgumentError('It takes a file, and after an @ four numbers (x,y,width,height) or a mask.');
  if (isMask) return [...before, { audio, mask: givenPath(place) }];
  const [x, y, width, height] = numbers as [number, number, number, number];
  return [...before, { audio, box: { x, y, width, height } }];
}
