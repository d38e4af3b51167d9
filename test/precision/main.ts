/**
 * `npx tsx test/precision/main.ts [--provider cpu|webgpu] [--compute float16|float32] [--networks A,B] [--json]`:
 * prints the error of every precision against the float32 reference as relative L2 (largest absolute difference): the
 * tables of docs/precision.md.
 */
import { parseArgs } from 'node:util';
import { CASES, measurePrecision } from './measure.ts';
import { openPrecision, openProvider, VARIANTS, variantName } from './setups.ts';

const { values } = parseArgs({
  options: {
    provider: { type: 'string', default: 'cpu' },
    compute: { type: 'string' },
    networks: { type: 'string', default: Object.keys(CASES).join(',') },
    json: { type: 'boolean', default: false },
  },
});

const opened = await openProvider(
  values.provider,
  values.compute ? { compute: values.compute, textEncoder: values.compute } : {},
);
if (opened.setup === null) {
  console.error(`${values.provider}: ${opened.unavailable}`);
  process.exit(1);
}
const print = (cells: readonly string[]): void => console.log(`| ${cells.join(' | ')} |`);
const networks = values.networks.split(',');
let isFirst = true;
for (const variant of VARIANTS) {
  const rows = await measurePrecision(opened.setup, openPrecision(variant.id, variant.options), networks);
  if (values.json) {
    for (const row of rows)
      console.log(JSON.stringify({ provider: values.provider, precision: variantName(variant), ...row }));
    continue;
  }
  if (isFirst) {
    print(['precision', ...rows.map(({ network }) => network)]);
    print(['---', ...rows.map(() => '---')]);
    isFirst = false;
  }
  const figures = rows.map(({ relL2, maxAbs }) => `${relL2.toExponential(1)} (${maxAbs.toExponential(1)})`);
  print([variantName(variant), ...figures]);
}
// Sessions on a device are given back by the end of the process.
process.exit(0);
