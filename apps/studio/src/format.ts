const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes in powers of 1000, as the API writes them in its messages: `1.42 GB`. */
export function bytes(value: number): string {
  const power = value < 1 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), UNITS.length - 1);
  const scaled = value / 1000 ** power;
  return `${scaled >= 100 ? Math.round(scaled) : Number(scaled.toPrecision(3))} ${UNITS[power]}`;
}

/** Seconds as `0.42 s`, `8.1 s`, `2:05` or `1:02:05`. */
export function seconds(value: number): string {
  if (value < 1) return `${Number(value.toFixed(2))} s`;
  if (value < 60) return `${Number(value.toFixed(1))} s`;
  const whole = Math.round(value);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** A time that is estimated: whole seconds, `35 s`. */
export const wholeSeconds = (value: number): string => seconds(Math.ceil(value));

/** A position in a video: `0:03.24`. */
export function timecode(value: number): string {
  const minutes = Math.floor(value / 60);
  return `${minutes}:${(value - minutes * 60).toFixed(2).padStart(5, '0')}`;
}

/** A number with at most four significant digits: what a tensor's statistics need. */
export function significant(value: number | null | undefined): string {
  return value === null || value === undefined ? '—' : String(Number(value.toPrecision(4)));
}
