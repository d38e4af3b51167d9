import { table } from '../models/text.ts';
import type { LengthBenchmark } from './bench-length.ts';

const megabytes = (bytes: number | null | undefined): string => (bytes ? (bytes / 1e6).toFixed(1) : 'not measured');

/** The figures for people: lengths side by side, then every process. */
export function lengthText(results: readonly LengthBenchmark[]): string {
  const roles = [...new Set(results.flatMap(({ processes }) => processes.map(({ role }) => role)))];
  const row = (name: string, cell: (result: LengthBenchmark) => string): string[] => [name, ...results.map(cell)];
  const peakOf = ({ processes }: LengthBenchmark, wanted: string) =>
    processes.find(({ role }) => role === wanted)?.peakBytes;
  return table([
    row('', ({ audioSeconds }) => `${audioSeconds} s`),
    row('windows', ({ windows }) => `${windows}`),
    row('run (s)', ({ runSeconds }) => runSeconds.toFixed(1)),
    row('run, per second of audio (s)', ({ runSeconds, audioSeconds }) => (runSeconds / audioSeconds).toFixed(2)),
    row('load', ({ load }) => load.toFixed(1)),
    row('frames', ({ video }) => `${video.frames}`),
    row('video (s)', ({ video }) => video.video.toFixed(3)),
    row('audio (s)', ({ video }) => video.audio?.toFixed(3) ?? 'none'),
    row('peak of all (MB)', ({ peakBytes }) => megabytes(peakBytes)),
    ...roles.map((role) => row(`peak, ${role.toLowerCase()} (MB)`, (result) => megabytes(peakOf(result, role)))),
  ]).join('\n');
}
