/** `npm run --silent parity -- DIR...`: runs every recorded case below the folders and prints how far each output is off. */
import { parseArgs } from 'node:util';
import { WRITTEN_DIALECTS } from '../support/synthetic/dialect-names.ts';
import { STORAGES, WRITTEN_CONTAINERS } from '../support/synthetic/write-checkpoint.ts';
import { WeightRewriter } from './rewrite-weights.ts';
import { runCases } from './run-cases.ts';

const USAGE = `usage: npm run --silent parity -- DIR... [options]
  --dialect ${WRITTEN_DIALECTS.join(' | ')}
  --container ${WRITTEN_CONTAINERS.join(' | ')}
  --dtype ${Object.keys(STORAGES).join(' | ')}
With an option, weights are first rewritten as another tool would have written them. All but F32 lose digits of float32.`;

function usage(problem: string): never {
  console.error(`${problem}\n${USAGE}`);
  process.exit(2);
}

function choice<Name extends string>(names: readonly Name[], value: string | undefined, otherwise: Name): Name {
  if (value === undefined) return otherwise;
  return names.find((name) => name === value) ?? usage(`${value} is none of ${names.join(', ')}`);
}

const option = { type: 'string' } as const;
const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: { dialect: option, container: option, dtype: option },
});
if (folders.length === 0) usage('no folder');
const { dialect, container, dtype } = values;
const rewriter =
  (dialect ?? container ?? dtype)
    ? new WeightRewriter({
        dialect: choice(WRITTEN_DIALECTS, dialect, 'official'),
        container: choice(WRITTEN_CONTAINERS, container, 'safetensors'),
        storage: dtype === undefined ? null : STORAGES[choice(Object.keys(STORAGES), dtype, 'F32')]!,
      })
    : undefined;
const { passed, failed } = await runCases(folders, (line) => console.log(line), rewriter);
await rewriter?.clean();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
