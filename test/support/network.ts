import { openCheckpoint } from '../../core/graph/checkpoint.ts';
import type {
  CheckpointView,
  NetworkContribution,
  NetworkHandles,
  NetworkRole,
  Plugin,
} from '../../core/plugin-api/index.ts';
import { SessionSet } from '../../core/runtime/session-set.ts';
import cpu from '../../plugins/provider-cpu/index.ts';

const context = { log: () => {} };

/** Loads a network in this process through the product's own path: detect, build, sessions, bind. */
export async function loadNetwork<Role extends NetworkRole>(
  plugin: Plugin,
  role: Role,
  file: string,
  settings: Readonly<Record<string, unknown>> = {},
  options: Readonly<Record<string, unknown>> = {},
): Promise<{ handle: NetworkHandles[Role]; checkpoint: CheckpointView; runner: SessionSet }> {
  const contribution = plugin.contributes.find((c) => c.kind === 'network' && c.role === role) as
    | NetworkContribution<Role>
    | undefined;
  const provider = cpu.contributes[0]!;
  if (!contribution || provider.kind !== 'execution-provider') throw new Error(`${plugin.name} offers no ${role}`);
  const network = contribution.create(context, contribution.options.parse(options));
  const execution = provider.create(context, {});
  const checkpoint = await openCheckpoint(file, settings);
  const config = network.detect(checkpoint);
  if (config === null) throw new Error(`${file} is no ${contribution.id}`);
  const graphs = network.build(config, { checkpoint, lowering: execution.lowering });
  const runner = await SessionSet.load(graphs, execution.session({ threads: 2, leanMemory: false }));
  return { handle: network.bind(config, runner), checkpoint, runner };
}
