/** `tsx test/support/synthetic/main.ts --out DIR ...`: writes checkpoints with random weights, of any size. */
import { Command } from 'commander';
import type { NetworkFamily } from '../../../core/checkpoints/dialects/dialect.ts';
import { WRITTEN_DIALECTS, type WrittenDialect } from './dialect-names.ts';
import { type Dims, OFFICIAL_DIMS, TINY_DIMS } from './network-shapes.ts';
import { randomNetwork } from './random-weights.ts';
import { STORAGES, WRITTEN_CONTAINERS, type WrittenContainer, writeCheckpoint } from './write-checkpoint.ts';

const FAMILIES = Object.keys(OFFICIAL_DIMS) as NetworkFamily[];

const options = new Command()
  .requiredOption('--out <dir>', 'folder that the checkpoints are written to')
  .option('--network <names...>', `of ${FAMILIES.join(', ')}`, FAMILIES)
  .option('--dims <preset>', 'official, tiny, or official with changes as JSON, e.g. {"layers":2}', 'official')
  .option('--dialect <name>', WRITTEN_DIALECTS.join(', '), 'official')
  .option('--container <name>', WRITTEN_CONTAINERS.join(', '), 'safetensors')
  .option('--dtype <name>', Object.keys(STORAGES).join(', '), 'BF16')
  .option('--seed <n>', 'whole number', '1')
  .parse()
  .opts<{
    out: string;
    network: NetworkFamily[];
    dims: string;
    dialect: WrittenDialect;
    container: WrittenContainer;
    dtype: string;
    seed: string;
  }>();

function dimsOf(family: NetworkFamily): Dims {
  if (options.dims === 'tiny') return TINY_DIMS[family];
  const changes = options.dims === 'official' ? {} : (JSON.parse(options.dims) as Dims);
  return { ...OFFICIAL_DIMS[family], ...changes };
}

for (const family of options.network) {
  const storage = STORAGES[options.dtype];
  if (!storage) throw new Error(`--dtype ${options.dtype} is none of ${Object.keys(STORAGES).join(', ')}`);
  const sources = randomNetwork(family, dimsOf(family), Number(options.seed));
  const { dialect, container } = options;
  console.log(await writeCheckpoint(options.out, family, family, sources, { dialect, container, storage }));
}
