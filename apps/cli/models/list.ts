import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { lacking } from '../../../core/models/check-model-set.ts';
import { type NetworkSource, scanModelSet, supportedModes } from '../../../core/models/model-set.ts';
import type { PluginRegistry } from '../../../core/plugin-host/registry.ts';
import { surroundings } from './surroundings.ts';
import { formatSize, table, toJson } from './text.ts';

interface ListedModel {
  readonly name: string;
  readonly dir: string;
  readonly modes: readonly string[];
  readonly bytes: number;
  readonly lacks: readonly string[];
  readonly problem: GenesisError | null;
}

async function describe(name: string, dir: string, registry: PluginRegistry): Promise<ListedModel> {
  try {
    const set = await scanModelSet(name, dir, registry);
    const sources = Object.values(set.networks) as readonly NetworkSource[];
    const bytes = sources.reduce((sum, source) => sum + source.bytes, 0);
    return { name, dir, modes: supportedModes(set), bytes, lacks: lacking(set), problem: null };
  } catch (error) {
    if (!(error instanceof GenesisError)) throw error;
    return { name, dir, modes: [], bytes: 0, lacks: [], problem: error };
  }
}

function stateOf({ modes, lacks, problem }: ListedModel): string {
  if (problem) return `${problem.code}: ${problem.message}`;
  return modes.length > 0 ? modes.join(', ') : `lacks ${lacks.join(', ')}`;
}

/** `models list` */
export async function listModels({ json }: { readonly json?: boolean }): Promise<void> {
  const { folders, registry } = await surroundings();
  const models = await Promise.all(Object.entries(folders).map(([name, dir]) => describe(name, dir, registry)));
  if (json) console.log(toJson(models));
  else console.log(table(models.map((one) => [one.name, formatSize(one.bytes), stateOf(one)])).join('\n'));
}
