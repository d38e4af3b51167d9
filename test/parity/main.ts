/** `npm run --silent parity -- DIR...`: runs every recorded case below the folders and prints how far each output is off. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openProvider, PROVIDER_IDS } from '../precision/setups.ts';
import { withNetworkSetup } from '../support/network.ts';
import { WRITTEN_DIALECTS, type WrittenDialect } from '../support/synthetic/dialect-names.ts';
import { WRITTEN_CONTAINERS } from '../support/synthetic/write-checkpoint.ts';
import { dtypeName, PARITY_DTYPES } from './dtypes.ts';
import { ALL_FORMS, runInForm } from './forms.ts';
import { runCases } from './run-cases.ts';

/** Dialects by the names of other tools that write the same. */
const SAME_DIALECT: Readonly<Record<string, WrittenDialect>> = { kijai: 'comfyui', transformers: 'diffusers' };

const FLOAT32 = { compute: 'float32', textEncoder: 'float32' } as const;

const USAGE = `usage: npm run --silent parity -- DIR... [options]
  --dialect ${WRITTEN_DIALECTS.join(' | ')} (kijai is comfyui, transformers is diffusers)
  --container ${WRITTEN_CONTAINERS.join(' | ')}
  --dtype ${Object.keys(PARITY_DTYPES).join(' | ')}
  --matrix every combination of them, one line each
  --provider ${PROVIDER_IDS.join(' | ')} in float32, with the weights as they are
With an option, weights are first rewritten as another tool would have written them. f32 keeps the bounds of the cases;
the others lose digits of float32 and have bounds of their own (docs/precision.md).`;

function usage(problem: string): never {
  console.error(`${problem}\n${USAGE}`);
  process.exit(2);
}

function choice<Name extends string>(names: readonly Name[], value: string | undefined, otherwise: Name): Name {
  if (value === undefined) return otherwise;
  return names.find((name) => name === value) ?? usage(`${value} is none of ${names.join(', ')}`);
}

function parse() {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        dialect: option,
        container: option,
        dtype: option,
        matrix: { type: 'boolean', default: false },
        provider: option,
      },
    });
  } catch (error) {
    return usage((error as Error).message);
  }
}

/** Every form over the cases; failing outputs are printed below the line of their form. */
async function runMatrix(folders: readonly string[]): Promise<boolean> {
  let good = true;
  for (const form of ALL_FORMS) {
    const failures: string[] = [];
    const { passed, failed } = await runInForm(folders, form, (line) => {
      if (line.includes(' FAIL ')) failures.push(`  ${line}`);
    });
    good &&= failed === 0 && passed > 0;
    console.log(
      [`${form.dialect} ${form.container} ${form.dtype}: ${passed} passed, ${failed} failed`, ...failures].join('\n'),
    );
  }
  return good;
}

/** The cases as they are, by a provider in float32. */
async function runOn(folders: readonly string[], provider: string | undefined, print: (line: string) => void) {
  if (provider === undefined) return runCases(folders, print);
  const id = choice(PROVIDER_IDS, provider, 'cpu');
  const { setup, unavailable } = await openProvider(id, id === 'cpu' ? {} : FLOAT32);
  if (setup === null) return usage(`${id}: ${unavailable}`);
  return withNetworkSetup(setup, () => runCases(folders, print));
}

async function runOnce(
  folders: readonly string[],
  form: { readonly [Name in 'dialect' | 'container' | 'dtype' | 'provider']?: string | undefined },
): Promise<boolean> {
  const { dialect, container, dtype, provider } = form;
  const print = (line: string): void => console.log(line);
  const asRecorded = (dialect ?? container ?? dtype) === undefined;
  const written = {
    dialect: choice(WRITTEN_DIALECTS, SAME_DIALECT[dialect ?? ''] ?? dialect, 'official'),
    container: choice(WRITTEN_CONTAINERS, container, 'safetensors'),
    dtype: dtype === undefined ? null : (dtypeName(dtype) ?? usage(`${dtype} is no dtype`)),
  };
  if (provider !== undefined && !asRecorded) usage('--provider takes the weights as they are');
  const { passed, failed } = await (asRecorded ? runOn(folders, provider, print) : runInForm(folders, written, print));
  print(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

const { values, positionals: folders } = parse();
if (folders.length === 0) usage('no folder');
for (const folder of folders) if (!existsSync(folder)) usage(`there is no folder ${folder}`);
process.exit((await (values.matrix ? runMatrix(folders) : runOnce(folders, values))) ? 0 : 1);
