import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { AppliedLora } from '../checkpoints/lora/applied-lora.ts';
import { MAX_ENTRIES } from '../checkpoints/scan/model-files.ts';
import { type NetworkCandidate, type ScannedCheckpoint, scanFolder } from '../checkpoints/scan/scan-folder.ts';
import { GenesisError } from '../errors/genesis-error.ts';
import type { CheckpointView, Network, NetworkContribution, NetworkRole } from '../plugin-api/index.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';
import type { GenerationMode } from '../runs/spec.ts';
import { type ChosenNetwork, chooseNetworks } from './choose-networks.ts';
import { describeNetwork } from './describe-network.ts';
import { type InstalledLora, loraName, sharedLoras } from './installed-loras.ts';
import { misfit } from './network-fit.ts';

/** One network of a model set: recognised, not yet loaded. */
export interface NetworkSource<Role extends NetworkRole = NetworkRole> {
  readonly role: Role;
  readonly contribution: NetworkContribution<Role>;
  readonly network: Network<Role>;
  readonly config: unknown;
  readonly checkpoint: CheckpointView;
  /** The file that stands for it: the base, the index of shards, or the first shard. */
  readonly file: string;
  /** Of all its files. */
  readonly bytes: number;
  /** What a generation puts over it. Absent: nothing. */
  readonly loras?: readonly AppliedLora[];
}

/** The networks that lie in one folder and below, recognised by their tensors. */
export interface ModelSet {
  readonly name: string;
  readonly dir: string;
  readonly networks: { readonly [Role in NetworkRole]?: NetworkSource<Role> };
  /** Everything that was found, of use or not. */
  readonly checkpoints: readonly ScannedCheckpoint[];
  /** Further networks of a role that is filled. */
  readonly alternatives: readonly NetworkSource[];
  /** LoRA files: the folder's own, then those that all sets share. */
  readonly loras: readonly InstalledLora[];
  /** What is wrong with files that could not be used. */
  readonly problems: readonly GenesisError[];
  /** Path of tokenizer.json, or null. */
  readonly tokenizer: string | null;
  /** Whether config.json says `"portraits": "drawn"`: the lip-sync measure knows the mouths of such portraits only. */
  readonly drawnPortraits: boolean;
}

const MAX_CONFIG_BYTES = 1024 * 1024;

/** Whether the folder's config.json says that portraits are drawn; a config.json that cannot be read says nothing. */
async function hasDrawnPortraits(dir: string): Promise<boolean> {
  const file = join(dir, 'config.json');
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size === 0 || size > MAX_CONFIG_BYTES) return false;
  try {
    const config: unknown = JSON.parse(await readFile(file, 'utf8'));
    return typeof config === 'object' && config !== null && 'portraits' in config && config.portraits === 'drawn';
  } catch {
    return false;
  }
}

/** The network plugins, ready to recognise checkpoints. */
export function networkCandidates(registry: PluginRegistry): NetworkCandidate[] {
  return registry.list('network').map(({ contribution }) => {
    const offered = contribution as NetworkContribution;
    return { contribution: offered, network: offered.create({ log: () => {} }, offered.options.parse({})) };
  });
}

const tooManyFiles = (dir: string) =>
  new GenesisError('INPUT_INVALID', `${dir}: it has more than ${MAX_ENTRIES} files; the rest was not looked at`, {
    field: 'model',
    accepted: 'a folder of models alone',
  });

const sourceOf = ({ role, contribution, network, config, checkpoint, file }: ChosenNetwork): NetworkSource => ({
  role,
  contribution,
  network,
  config,
  checkpoint,
  file,
  bytes: checkpoint.bytes,
});

/** The folder's own tokenizer, else one that lies where umT5's usually does, else the first. */
function chooseTokenizer(dir: string, tokenizers: readonly string[]): string | null {
  const usual = (path: string): boolean =>
    /umt5|tokenizer|text_encoder/i.test(path.slice(dir.length, -basename(path).length));
  return tokenizers.find((path) => dirname(path) === dir) ?? tokenizers.find(usual) ?? tokenizers[0] ?? null;
}

/**
 * Finds the networks in a folder and its subfolders, whichever tool laid it out. Reads headers only; a file that cannot
 * be used is a problem of the set and does not keep the others from being used.
 * @param lorasDir folder of LoRAs that all sets share; null: there is none
 * @throws GenesisError MODEL_NOT_FOUND when the folder cannot be read
 */
export async function scanModelSet(
  name: string,
  dir: string,
  registry: PluginRegistry,
  lorasDir: string | null = null,
): Promise<ModelSet> {
  const candidates = networkCandidates(registry);
  const { checkpoints, tokenizers, truncated } = await scanFolder(dir, candidates).catch((cause: unknown) => {
    throw new GenesisError('MODEL_NOT_FOUND', `the folder of model ${name} cannot be read`, {
      field: 'model',
      accepted: 'a folder of model files',
      cause,
    });
  });
  const { networks, alternatives, problems } = await chooseNetworks(checkpoints, candidates);
  const own = checkpoints
    .filter(({ kind }) => kind === 'lora')
    .map(({ path }) => ({ name: loraName(path, dir), file: path }));
  const shared = await sharedLoras(lorasDir);
  return {
    name,
    dir,
    networks: Object.fromEntries(
      [...networks].map(([role, chosen]) => [role, sourceOf(chosen)]),
    ) as ModelSet['networks'],
    checkpoints,
    alternatives: alternatives.map(sourceOf),
    loras: [...own, ...shared.filter(({ file }) => !own.some((lora) => lora.file === file))],
    problems: truncated ? [...problems, tooManyFiles(dir)] : problems,
    tokenizer: chooseTokenizer(dir, tokenizers),
    drawnPortraits: await hasDrawnPortraits(dir),
  };
}

/** @throws GenesisError MODEL_NOT_FOUND naming the network that is missing */
export function requireNetwork<Role extends NetworkRole>(model: ModelSet, role: Role): NetworkSource<Role> {
  const source = model.networks[role] as NetworkSource<Role> | undefined;
  if (!source) {
    const problems = model.problems.map(({ message }) => `; ${message}`).join('');
    throw new GenesisError('MODEL_NOT_FOUND', `model ${model.name} has no ${role}${problems}`, { field: 'model' });
  }
  return source;
}

/** Modes that the set's networks can carry out together. */
export function supportedModes(model: ModelSet): GenerationMode[] {
  const { dit } = model.networks;
  if (!dit || !model.tokenizer) return [];
  const usable = (role: NetworkRole): boolean => {
    const source = model.networks[role] as NetworkSource | undefined;
    return source !== undefined && misfit(source, dit as NetworkSource) === null;
  };
  if (!usable('text-encoder') || !usable('image-encoder') || !usable('vae')) return [];
  const hears = describeNetwork(dit).audioWindow !== null && usable('audio-encoder');
  return hears ? ['INFINITETALK', 'I2V'] : ['I2V'];
}
