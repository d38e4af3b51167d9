import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { printable } from '../printable.ts';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units, as hubs list sizes: `16.6 GB`. */
export function formatSize(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return power === 0 ? `${bytes} B` : `${(bytes / 1000 ** power).toFixed(1)} ${UNITS[power]}`;
}

/** `90 s`, `12 min`, `1.5 h`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`;
  return seconds < 6000 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** Columns as wide as their widest cell; the last one is not padded. */
export function table(cells: readonly (readonly string[])[]): string[] {
  const rows = cells.map((row) => row.map(printable));
  const widths = rows.reduce<number[]>((found, row) => row.map((cell, i) => Math.max(found[i] ?? 0, cell.length)), []);
  return rows.map((row) => row.map((cell, i) => cell.padEnd(i === row.length - 1 ? 0 : widths[i]!)).join('  '));
}

/** The fields of an error that scripts may go by. */
export interface PlainError {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
  readonly accepted: string | null;
}

const plainError = ({ code, message, field, accepted }: GenesisError): PlainError => ({
  code,
  message,
  field: field ?? null,
  accepted: accepted ?? null,
});

/** JSON for scripts, with errors as their fields. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) => (item instanceof GenesisError ? plainError(item) : item), 2);
