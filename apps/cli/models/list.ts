import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { lacking } from '../../../core/models/check-model-set.ts';
import { describeLoras } from '../../../core/models/describe-loras.ts';
import { type NetworkSource, scanModelSet, supportedModes } from '../../../core/models/model-set.ts';
import { type Surroundings, surroundings } from './surroundings.ts';
import { formatSize, table, toJson } from './text.ts';

interface ListedModel {
  readonly name: string;
  readonly dir: string;
  readonly modes: readonly string[];
  readonly bytes: number;
  readonly lacks: readonly string[];
  /** Names of the LoRAs that it can be asked for with. */
  readonly loras: readonly string[];
  /** Names of those that do not fit it; `models check FILE` says why. */
  readonly unfitLoras: readonly string[];
  readonly problem: GenesisError | null;
}

async function describe(name: string, dir: string, { registry, lorasDir }: Surroundings): Promise<ListedModel> {
  try {
    const set = await scanModelSet(name, dir, registry, lorasDir);
    const sources = Object.values(set.networks) as readonly NetworkSource[];
    const bytes = sources.reduce((sum, source) => sum + source.bytes, 0);
    const described = await describeLoras(set);
    const named = (fits: boolean) =>
      described.filter(({ problem }) => (problem === null) === fits).map((lora) => lora.name);
    const loras = { loras: named(true), unfitLoras: named(false) };
    return { name, dir, modes: supportedModes(set), bytes, lacks: lacking(set), ...loras, problem: null };
  } catch (error) {
    if (!(error instanceof GenesisError)) throw error;
    return { name, dir, modes: [], bytes: 0, lacks: [], loras: [], unfitLoras: [], problem: error };
  }
}

function stateOf({ modes, lacks, loras, unfitLoras, problem }: ListedModel): string {
  if (problem) return `${problem.code}: ${problem.message}`;
  if (lacks.length > 0) return `lacks ${lacks.join(', ')}`;
  if (modes.length === 0) return 'its networks do not go together: models check says why';
  const fitting = loras.length === 0 ? [] : [`LoRAs ${loras.join(', ')}`];
  const unfit = unfitLoras.length === 0 ? [] : [`${unfitLoras.length} LoRAs do not fit`];
  return [modes.join(', '), ...fitting, ...unfit].join('; ');
}

/** `models list` */
export async function listModels({ json }: { readonly json?: boolean }): Promise<void> {
  const found = await surroundings();
  const models = await Promise.all(Object.entries(found.folders).map(([name, dir]) => describe(name, dir, found)));
  if (json) console.log(toJson(models));
  else console.log(table(models.map((one) => [one.name, formatSize(one.bytes), stateOf(one)])).join('\n'));
}
