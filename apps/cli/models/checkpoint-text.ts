import { relative } from 'node:path';
import type { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { CheckedCheckpoint } from '../../../core/models/check-checkpoint.ts';
import { printable } from '../printable.ts';
import { formatSize, table } from './text.ts';

/** Names that are listed before "and N more". */
const LISTED = 5;

export function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : '';
  return `${names.length}: ${names.slice(0, LISTED).join(', ')}${more}`;
}

const inFolder = (path: string, dir: string): string => relative(dir, path) || path;

export const what = ({ kind, network }: CheckedCheckpoint): string =>
  network ? `${network.role} (${network.plugin})` : kind.replaceAll('-', ' ');

const precisionText = ({ precisions }: CheckedCheckpoint): string =>
  precisions.map(({ dtype, scaled, bytes }) => `${dtype}${scaled ? ' scaled' : ''} ${formatSize(bytes)}`).join(', ');

export function errorLines(error: GenesisError): string[] {
  return [
    `${error.code}: ${error.message}`,
    ...(error.field === undefined ? [] : [`  field:    ${error.field}`]),
    ...(error.accepted === undefined ? [] : [`  accepted: ${error.accepted}`]),
  ].map(printable);
}

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

/** One line per checkpoint, and under it what is wrong with it. */
export function checkpointRows(checkpoints: readonly CheckedCheckpoint[], dir: string): string[] {
  const rows = checkpoints.map((one) => [
    inFolder(one.path, dir),
    what(one),
    one.container === null ? '' : `${one.container}, ${one.dialect ?? 'no known dialect'}`,
    one.precisions[0] ? `${one.precisions[0].dtype}${one.precisions[0].scaled ? ' scaled' : ''}` : '',
    one.container === null ? '' : formatSize(one.bytes),
  ]);
  const lines = table(rows).map((line) => line.trimEnd());
  return checkpoints.flatMap(({ problem }, i) => [lines[i]!, ...(problem ? indent(errorLines(problem)) : [])]);
}

/** Everything that is known of one checkpoint. */
export function checkpointDetails(one: CheckedCheckpoint, dir: string): string[] {
  const { network, container, dialect, tensors, hash } = one;
  const facts: [string, string][] = [
    ['is', what(one)],
    ...(container === null
      ? []
      : ([
          ['container', `${container}, ${formatSize(one.bytes)}`],
          ['dialect', dialect ?? 'unknown'],
          ['precision', precisionText(one)],
          ['hash', hash ?? ''],
        ] as [string, string][])),
    ...(network
      ? ([
          ['parameters', network.parameters.toLocaleString('en')],
          [
            'dims',
            Object.entries(network.dims)
              .map(([name, size]) => `${name} ${typeof size === 'object' ? size.join('/') : size}`)
              .join(', '),
          ],
        ] as [string, string][])
      : []),
    ['tensors', String(tensors)],
    ['missing', listed(one.missing)],
    ['unexpected', listed(one.unexpected)],
    ['use', one.use],
  ];
  return [
    printable(inFolder(one.path, dir)),
    ...indent(table(facts)),
    ...(one.problem ? indent(errorLines(one.problem)) : []),
  ];
}
