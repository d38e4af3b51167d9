import type { AudioConfig } from './config.ts';

/** Most people whose voices the network can be given. */
export const MAX_PEOPLE = 4;

/** A part of the line on which people sit. */
export interface LinePart {
  readonly start: number;
  readonly span: number;
}

/**
 * Parts of the line of the people, then of the background. Two people: the two ends, as InfiniteTalk is trained
 * (wan/modules/attention.py, SingleStreamMutiAttention). Three and four: one part after the other from 0, as
 * ComfyUI-WanVideoWrapper has it (multitalk/multitalk.py), which the network was not trained for. The background sits on
 * the middle of the line.
 */
export function linePlaces({ classRange, classInterval }: AudioConfig, people: number): LinePart[] {
  const starts =
    people > 2 ? Array.from({ length: people }, (_, i) => i * classInterval) : [0, classRange - classInterval];
  return [...starts.map((start) => ({ start, span: classInterval })), { start: Math.floor(classRange / 2), span: 0 }];
}

/** Where the keys of the people sit: a single person nowhere, several in the middle of their parts. One per audio token. */
export function keyPlaces(config: AudioConfig, people: number): number[] {
  const places =
    people === 1
      ? [0]
      : linePlaces(config, people)
          .slice(0, people)
          .map(({ start, span }) => start + span / 2);
  return places.flatMap((place) => Array<number>(config.tokens).fill(place));
}
