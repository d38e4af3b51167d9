import { basename } from 'node:path';
import { assembleCheckpoint } from '../checkpoints/checkpoint-set.ts';
import { neighbourSettings } from '../checkpoints/scan/neighbour-settings.ts';
import {
  type NetworkCandidate,
  type RecognisedNetwork,
  recogniseNetwork,
  type ScannedCheckpoint,
} from '../checkpoints/scan/scan-folder.ts';
import { GenesisError } from '../errors/genesis-error.ts';
import type { NetworkRole } from '../plugin-api/network.ts';
import { misfit } from './network-fit.ts';

/** A recognised network and the file that stands for it. */
export interface ChosenNetwork extends RecognisedNetwork {
  readonly file: string;
}

export interface Choice {
  readonly networks: ReadonlyMap<NetworkRole, ChosenNetwork>;
  /** Checkpoints of a role that another one fills. */
  readonly alternatives: readonly ChosenNetwork[];
  readonly problems: readonly GenesisError[];
}

/** Patches for one speaker first: they are what most generations need, and cannot be told from the others by content. */
const singleFirst = (a: ScannedCheckpoint, b: ScannedCheckpoint): number =>
  Number(/single/i.test(basename(b.path))) - Number(/single/i.test(basename(a.path)));

const hasAudio = ({ checkpoint }: RecognisedNetwork): boolean => checkpoint.has('audio_proj.proj1.weight');

/** The first of the patches that fits, put over the network; the network alone when none does. */
async function withPatch(
  base: ChosenNetwork,
  scanned: ScannedCheckpoint,
  patches: readonly ScannedCheckpoint[],
  candidates: readonly NetworkCandidate[],
  problems: GenesisError[],
): Promise<ChosenNetwork> {
  for (const patch of [...patches].sort(singleFirst)) {
    try {
      const settings = await neighbourSettings(scanned.path, scanned.container!.canonical.family);
      const checkpoint = await assembleCheckpoint(scanned.container!, [patch.container!], settings);
      const network = recogniseNetwork(checkpoint, candidates);
      if (network) return { ...network, file: base.file };
    } catch (error) {
      if (!(error instanceof GenesisError)) throw error;
      problems.push(error);
    }
  }
  return base;
}

/** Puts a network that goes with the DiT in the place of each that does not, where there is one; else says why. */
function preferFitting(networks: Map<NetworkRole, ChosenNetwork>, others: ChosenNetwork[], problems: GenesisError[]) {
  const dit = networks.get('dit');
  if (!dit) return;
  for (const [role, chosen] of networks) {
    const problem = misfit(chosen, dit);
    if (!problem) continue;
    const fitting = others.findIndex((other) => other.role === role && !misfit(other, dit));
    if (fitting < 0) problems.push(problem);
    else networks.set(role, others.splice(fitting, 1, chosen)[0]!);
  }
}

/**
 * One network per role of what a folder holds: of those that go with the DiT the first in the order of paths, the DiT
 * with its InfiniteTalk patch.
 */
export async function chooseNetworks(
  checkpoints: readonly ScannedCheckpoint[],
  candidates: readonly NetworkCandidate[],
): Promise<Choice> {
  const problems = checkpoints.flatMap(({ problem }) => problem ?? []);
  const patches = checkpoints.filter(({ kind }) => kind === 'infinitetalk-patch');
  const networks = new Map<NetworkRole, ChosenNetwork>();
  const alternatives: ChosenNetwork[] = [];
  for (const scanned of checkpoints) {
    if (!scanned.network) continue;
    const found: ChosenNetwork = { ...scanned.network, file: scanned.path };
    if (networks.has(found.role)) alternatives.push(found);
    else {
      const patched = found.role === 'dit' && !hasAudio(found);
      networks.set(found.role, patched ? await withPatch(found, scanned, patches, candidates, problems) : found);
    }
  }
  preferFitting(networks, alternatives, problems);
  return { networks, alternatives, problems };
}
