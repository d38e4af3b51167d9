/**
 * `npx tsx test/precision/main.ts [--provider cpu|webgpu] [--compute float16|float32] [--networks A,B] [--json]`:
 * prints the error of every precision against the float32 reference, as the table of docs/precision.md.
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

const opened = await openProvider(values.provider, values.compute ? { compute: values.compute, textEncoder: values.compute } : {});
if (opened.setup === null) {
  console.error(`${values.provider}: ${opened.unavailable}`);
  process.exit(1);
}
const print = (cells: readonly string[]): void => console.log(`| ${cells.join(' | ')} |`);
if (!values.json) {
  print(['precision', 'network', 'rel L2', 'max abs']);
  print(['---', '---', '---', '---']);
}
for (const variant of VARIANTS) {
  const rows = await measurePrecision(opened.setup, openPrecision(variant.id, variant.options), values.networks.split(','));
  for (const { network, relL2, maxAbs } of rows) {
    if (values.json) console.log(JSON.stringify({ provider: values.provider, precision: variantName(variant), network, relL2, maxAbs }));
    else print([variantName(variant), network, relL2.toExponential(1), maxAbs.toExponential(1)]);
  }
}
// Sessions on a device are given back by the end of the process.
process.exit(0);
