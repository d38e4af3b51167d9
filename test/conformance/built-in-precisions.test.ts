import { describe, it } from 'vitest';
import { PRECISIONS } from '../precision/setups.ts';
import { precisionChecks } from './precision.ts';

const VARIANTS: Readonly<Record<string, readonly unknown[]>> = {
  fp8_e4m3fn: [{ scaled: false }],
  fp8_e5m2: [{ scaled: false }],
  q8: [{ block: '32' }, { block: '128' }],
};

for (const precision of PRECISIONS) {
  for (const options of [{}, ...(VARIANTS[precision.id] ?? [])]) {
    describe(`${precision.id} ${JSON.stringify(options)}`, () => {
      for (const check of precisionChecks(precision, precision.options.parse(options))) it(check.name, check.run);
    });
  }
}
