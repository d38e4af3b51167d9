import { AsyncLocalStorage } from 'node:async_hooks';
import { type AppliedLora, runTimeLoras } from '../../core/checkpoints/lora/applied-lora.ts';
import { heldCheckpoint } from '../../core/memory/held-checkpoint.ts';
import { cutFor, loweringOf } from '../../core/memory/lowering-of.ts';
import type {
  CheckpointView,
  ExecutionProvider,
  LatentSize,
  NetworkContribution,
  NetworkCut,
  NetworkHandles,
  NetworkRole,
  Plugin,
  Precision,
} from '../../core/plugin-api/index.ts';
import { SessionSet } from '../../core/runtime/session-set.ts';
import cpu from '../../plugins/provider-cpu/index.ts';
import { openCheckpoint } from './open-checkpoint.ts';

const context = { log: () => {} };

/** What networks are run on, and how their weights are held. */
export interface NetworkSetup {
  /** Id of the execution provider. */
  readonly id: string;
  readonly execution: ExecutionProvider;
  /** @default weights as the checkpoint has them */
  readonly precision?: { readonly value: Precision; readonly dir: string };
  /** @default nothing is cut */
  readonly cut?: NetworkCut;
  /** For a lowering that writes graphs for one size. */
  readonly latents?: LatentSize;
  /** @default 0 */
  readonly prefetchBlocks?: number;
}

/** The processor, weights as the checkpoint has them. */
export function onCpu(): NetworkSetup {
  const provider = cpu.contributes[0]!;
  if (provider.kind !== 'execution-provider') throw new Error(`${cpu.name} offers no execution provider`);
  return { id: provider.id, execution: provider.create(context, {}) };
}

const setups = new AsyncLocalStorage<NetworkSetup>();

/** Networks that `work` loads are loaded so, whatever code loads them. */
export const withNetworkSetup = <Result>(setup: NetworkSetup, work: () => Promise<Result>): Promise<Result> =>
  setups.run(setup, work);

/** Loads a network in this process through the product's own path: detect, build, sessions, bind. */
export async function loadNetwork<Role extends NetworkRole>(
  plugin: Plugin,
  role: Role,
  file: string,
  settings: Readonly<Record<string, unknown>> = {},
  options: Readonly<Record<string, unknown>> = {},
  loras: readonly AppliedLora[] = [],
): Promise<{ handle: NetworkHandles[Role]; checkpoint: CheckpointView; runner: SessionSet }> {
  const contribution = plugin.contributes.find((c) => c.kind === 'network' && c.role === role) as
    | NetworkContribution<Role>
    | undefined;
  if (!contribution) throw new Error(`${plugin.name} offers no ${role}`);
  const { id, execution, precision, cut, prefetchBlocks, latents } = setups.getStore() ?? onCpu();
  const network = contribution.create(context, contribution.options.parse(options));
  const checkpoint = await openCheckpoint(file, settings);
  const config = network.detect(checkpoint);
  if (config === null) throw new Error(`${file} is no ${contribution.id}`);
  const held = await heldCheckpoint({ checkpoint, role, loras }, id, precision);
  const lowering = loweringOf(execution, role);
  const cutting = { cut: cutFor(lowering, cut) };
  const graphs = network.build(config, { checkpoint: held, lowering, ...cutting, ...(latents && { latents }) });
  const runner = await SessionSet.load(graphs, execution.session({ threads: 2, leanMemory: false }), prefetchBlocks);
  return { handle: network.bind(config, runner, { loras: runTimeLoras(loras), ...cutting }), checkpoint, runner };
}
