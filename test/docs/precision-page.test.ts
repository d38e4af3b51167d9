import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PARITY_DTYPES } from '../parity/dtypes.ts';
import { LINEAR_BOUND, NETWORK_FACTOR } from '../precision/bounds.ts';

const page = readFileSync(new URL('../../docs/precision.md', import.meta.url), 'utf8');

/** Cells of the rows below a table's heading. */
function tableBelow(heading: string): string[][] {
  const [, rows = ''] = page.split(`${heading}\n`);
  const lines = rows.slice(0, rows.indexOf('\n\n')).split('\n').slice(1);
  return lines.map((line) => line.slice(2, -2).split(' | '));
}

it('the page states the bounds of precisions that the tests check', () => {
  const stated = tableBelow('| precision | linear layer | network |').flatMap(([names = '', linear, network]) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name]) => [name, Number(linear), Number.parseFloat(network!)]),
  );
  const digits = (value: number): number => Number(value.toExponential(1));
  expect(stated).toEqual(
    Object.entries(LINEAR_BOUND).map(([name, unit]) => [name, digits(unit), digits(NETWORK_FACTOR * unit)]),
  );
});

it('the page states the bounds of rewritten checkpoints that the tests check', () => {
  expect(tableBelow('| `--dtype` | network | pipeline |')).toEqual(
    Object.entries(PARITY_DTYPES).map(([name, { bounds }]) => {
      const own = 'bounds of the case';
      const cells = bounds
        ? [bounds.network, bounds.pipeline].map((bound) => String(Number(bound.toPrecision(2))))
        : [own, own];
      return [`\`${name}\``, ...cells];
    }),
  );
});
