import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { GenesisError } from '../errors/genesis-error.ts';
import { openCheckpoint } from '../graph/checkpoint.ts';
import type { GraphRunner } from '../plugin-api/graph.ts';
import type { CheckpointView, Network, NetworkContribution, NetworkHandles, NetworkRole } from '../plugin-api/index.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';
import type { GenerationMode } from '../runs/spec.ts';

/** One network of a model set: recognised, not yet loaded. */
export interface NetworkSource<Role extends NetworkRole = NetworkRole> {
  readonly role: Role;
  readonly contribution: NetworkContribution<Role>;
  readonly network: Network<Role>;
  readonly config: unknown;
  readonly checkpoint: CheckpointView;
  readonly file: string;
  readonly bytes: number;
}

/** The networks that lie in one folder, recognised by their tensors. */
export interface ModelSet {
  readonly name: string;
  readonly dir: string;
  readonly networks: { readonly [Role in NetworkRole]?: NetworkSource<Role> };
  /** Path of tokenizer.json, or null. */
  readonly tokenizer: string | null;
  /** Whether config.json says `"portraits": "drawn"`: the lip-sync measure knows the mouths of such portraits only. */
  readonly drawnPortraits: boolean;
}

const MAX_CONFIG_BYTES = 1024 * 1024;
const sections = z.record(z.string(), z.unknown());

/** What `config.json` says of each file of its folder: a section per file name without extension. */
async function readSections(dir: string): Promise<Record<string, unknown>> {
  const file = join(dir, 'config.json');
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size === 0) return {};
  if (size > MAX_CONFIG_BYTES) throw new GenesisError('CHECKPOINT_INVALID', `${file} is over ${MAX_CONFIG_BYTES} bytes`);
  try {
    return sections.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new GenesisError('CHECKPOINT_INVALID', `${file} is not a JSON object`, { cause });
  }
}

/**
 * Finds the networks in a folder. Reads headers only.
 * @throws GenesisError MODEL_NOT_FOUND, CHECKPOINT_INVALID, or what a network plugin throws for a malformed checkpoint
 */
export async function scanModelSet(name: string, dir: string, registry: PluginRegistry): Promise<ModelSet> {
  const files = await readdir(dir).catch((cause: unknown) => {
    throw new GenesisError('MODEL_NOT_FOUND', `the folder of model ${name} cannot be read`, { field: 'model', cause });
  });
  const settings = await readSections(dir);
  const candidates = registry.list('network').map(({ contribution }) => {
    const offered = contribution as NetworkContribution;
    return { offered, network: offered.create({ log: () => {} }, offered.options.parse({})) };
  });
  const networks: Partial<Record<NetworkRole, NetworkSource>> = {};
  for (const file of files.filter((entry) => extname(entry) === '.safetensors').sort()) {
    const path = join(dir, file);
    const section = sections.safeParse(settings[basename(file, '.safetensors')] ?? {});
    const checkpoint = await openCheckpoint(path, section.data ?? {});
    for (const { offered, network } of candidates) {
      const config = network.detect(checkpoint);
      if (config === null) continue;
      const other = networks[offered.role];
      if (other) throw new GenesisError('CHECKPOINT_UNSUPPORTED', `${path} and ${other.file} are both a ${offered.role}`, { field: 'model' });
      const { size } = await stat(path);
      networks[offered.role] = { role: offered.role, contribution: offered, network, config, checkpoint, file: path, bytes: size };
      break;
    }
  }
  return {
    name,
    dir,
    networks: networks as ModelSet['networks'],
    tokenizer: files.includes('tokenizer.json') ? join(dir, 'tokenizer.json') : null,
    drawnPortraits: settings.portraits === 'drawn',
  };
}

const nowhere: GraphRunner = {
  call: () => Promise.reject(new Error('this handle describes a network that is not loaded')),
  drop: async () => {},
};

/** A handle that answers what the network is (sizes, lengths) but cannot run. */
export function describeNetwork<Role extends NetworkRole>(source: NetworkSource<Role>): NetworkHandles[Role] {
  return source.network.bind(source.config, nowhere);
}

/** @throws GenesisError MODEL_NOT_FOUND naming the network that is missing */
export function requireNetwork<Role extends NetworkRole>(model: ModelSet, role: Role): NetworkSource<Role> {
  const source = model.networks[role] as NetworkSource<Role> | undefined;
  if (!source) throw new GenesisError('MODEL_NOT_FOUND', `model ${model.name} has no ${role}`, { field: 'model' });
  return source;
}

/** Modes that the set's networks can carry out. */
export function supportedModes(model: ModelSet): GenerationMode[] {
  const { dit } = model.networks;
  const base = ['text-encoder', 'image-encoder', 'vae'] as const;
  if (!dit || !model.tokenizer || base.some((role) => !model.networks[role])) return [];
  if (describeNetwork(dit).audioWindow === null) return ['I2V'];
  return model.networks['audio-encoder'] ? ['INFINITETALK', 'I2V'] : ['I2V'];
}
