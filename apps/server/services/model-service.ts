import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { LoraLookup } from '../../../core/import/comfy-workflow/lora-rules.ts';
import { withLoraChoices } from '../../../core/models/apply-loras.ts';
import type { CheckedModelSet } from '../../../core/models/check-model-set.ts';
import { checkModelSet, obstacles } from '../../../core/models/check-model-set.ts';
import { type DescribedLora, describeLoras } from '../../../core/models/describe-loras.ts';
import { describeNetwork } from '../../../core/models/describe-network.ts';
import {
  type ModelSet,
  type NetworkSource,
  requireNetwork,
  scanModelSet,
  supportedModes,
} from '../../../core/models/model-set.ts';
import { requireFittingTokenizer, requireKnownTokens } from '../../../core/models/tokenizer-fit.ts';
import type { PluginRegistry } from '../../../core/plugin-host/registry.ts';
import type { LadderGround } from '../../../core/runs/ladder.ts';
import type { ModelFacts } from '../../../core/runs/resolve.ts';
import type { GenerationSpec } from '../../../core/runs/spec.ts';
import { type ModelFolders, modelFolder } from '../../model-folders.ts';
import { ladderGround } from './ladder-ground.ts';
import { loraLookup } from './lora-lookup.ts';
import type { InstalledModel, InstalledNetwork, ModelFile, ModelScan, ModelService } from './services.ts';
import type { TokenCounter } from './token-counter.ts';

interface Scan {
  /** Names, sizes and times of the folder's files. */
  readonly fingerprint: string;
  readonly set: Promise<ModelSet>;
  checked?: Promise<CheckedModelSet>;
  loras?: Promise<DescribedLora[]>;
}

/** Where the sets lie; looked up at every call, since sets may be added while the server runs. */
export interface ModelPlaces {
  readonly folders: () => ModelFolders;
  readonly modelsDir: string | undefined;
  /** Folder of LoRAs that all sets share, whether it is there or not; null: none. */
  readonly lorasDir: string | null;
}

/** The installed model sets. A folder is looked at again when its files have changed. */
export class Models implements ModelService {
  readonly #places: ModelPlaces;
  readonly #registry: PluginRegistry;
  readonly #tokens: TokenCounter;
  readonly #scans = new Map<string, Scan>();

  constructor(places: ModelPlaces, registry: PluginRegistry, tokens: TokenCounter) {
    this.#places = places;
    this.#registry = registry;
    this.#tokens = tokens;
  }

  async list(): Promise<InstalledModel[]> {
    return Promise.all(Object.keys(this.#places.folders()).map((name) => this.#describe(name)));
  }

  async #describe(name: string): Promise<InstalledModel> {
    try {
      const set = await this.modelSet(name);
      const modes = supportedModes(set);
      const problem = modes.length > 0 ? null : obstacles(set, 'I2V').join('; ');
      const problemCode = problem === null ? null : 'MODEL_NOT_FOUND';
      return { name, networks: networksOf(set), modes, problem, problemCode };
    } catch (error) {
      if (!(error instanceof GenesisError)) throw error;
      return { name, networks: [], modes: [], problem: error.message, problemCode: error.code };
    }
  }

  async #entry(name: string): Promise<Scan> {
    const folder = modelFolder(this.#places.folders(), name);
    const { lorasDir } = this.#places;
    const fingerprint = await fingerprintOf(lorasDir === null ? [folder] : [folder, lorasDir]);
    const known = this.#scans.get(name);
    if (known?.fingerprint === fingerprint) return known;
    const entry = { fingerprint, set: scanModelSet(name, folder, this.#registry, lorasDir) };
    this.#scans.set(name, entry);
    return entry;
  }

  /** @throws GenesisError MODEL_NOT_FOUND, or what is wrong with the set's files */
  async modelSet(name: string): Promise<ModelSet> {
    return (await this.#entry(name)).set;
  }

  async loras(name: string): Promise<DescribedLora[]> {
    try {
      const entry = await this.#entry(name);
      entry.loras ??= entry.set.then(describeLoras);
      return await entry.loras;
    } catch (error) {
      if (error instanceof GenesisError) return [];
      throw error;
    }
  }

  async files(name: string): Promise<ModelFile[]> {
    try {
      const entry = await this.#entry(name);
      entry.checked ??= entry.set.then((set) => checkModelSet(set, this.#registry));
      return filesOf(await entry.checked);
    } catch (error) {
      if (error instanceof GenesisError) return [];
      throw error;
    }
  }

  async scan(dir: string): Promise<ModelScan> {
    const folder = await this.#inside(dir);
    const report = await checkModelSet(await scanModelSet(dir, folder, this.#registry), this.#registry);
    return { dir, modes: report.modes, lacks: report.lacks, files: filesOf(report) };
  }

  /** Callers may look at nothing but the models folder. */
  async #inside(dir: string): Promise<string> {
    const refuse = (message: string, cause?: unknown): never => {
      throw new GenesisError('INPUT_INVALID', message, { field: 'dir', accepted: 'a folder in GENESIS_MODELS', cause });
    };
    const { modelsDir } = this.#places;
    if (modelsDir === undefined) return refuse('dir: the server has no models folder');
    try {
      const root = await realpath(modelsDir);
      const folder = await realpath(resolve(root, dir));
      if ((folder === root || folder.startsWith(root + sep)) && (await stat(folder)).isDirectory()) return folder;
    } catch (error) {
      refuse(`dir: there is no folder ${JSON.stringify(dir)} in the models folder`, error);
    }
    return refuse(`dir: there is no folder ${JSON.stringify(dir)} in the models folder`);
  }

  /** @throws GenesisError MODEL_NOT_FOUND, or what is wrong with the set's files */
  async facts(name: string): Promise<ModelFacts> {
    const set = await this.modelSet(name);
    const modes = supportedModes(set);
    const { tokenizer } = set;
    return {
      name,
      modes,
      obstacles: (mode) => obstacles(set, mode),
      get textLength() {
        return describeNetwork(requireNetwork(set, 'dit')).textLength;
      },
      get temporalFrequencies() {
        return describeNetwork(requireNetwork(set, 'dit')).temporalFrequencies;
      },
      latentShape: ({ width, height, frameWindowSize }) => {
        const { latentChannels, temporalScale, spatialScale } = describeNetwork(requireNetwork(set, 'vae'));
        const frames = 1 + (frameWindowSize - 1) / temporalScale;
        return [latentChannels, frames, height / spatialScale, width / spatialScale];
      },
      countTokens: async (prompt) => {
        if (!tokenizer) {
          throw new GenesisError('MODEL_NOT_FOUND', `model: ${name} has no tokenizer.json`, { field: 'model' });
        }
        const size = await this.#tokens.count(tokenizer, prompt);
        requireFittingTokenizer(tokenizer, size.vocabulary, set);
        requireKnownTokens(tokenizer, size, set);
        return size.tokens;
      },
    };
  }

  /** Finds the LoRAs of a set by the file names of a workflow. A set that cannot be read has none. */
  loraLookup(name: string): Promise<LoraLookup> {
    return loraLookup(this, name);
  }

  /** What the out-of-memory ladder of a generation stands on. @throws as `facts`, or what is wrong with a LoRA */
  async ladder({ model, loras }: Pick<GenerationSpec, 'model' | 'loras'>): Promise<LadderGround> {
    return ladderGround(await withLoraChoices(await this.modelSet(model), loras), this.#registry);
  }
}

const filesOf = ({ dir, checkpoints }: CheckedModelSet): ModelFile[] =>
  checkpoints.map((checkpoint) => ({ ...checkpoint, path: relative(dir, checkpoint.path) }));

function networksOf(set: ModelSet): InstalledNetwork[] {
  const sources = Object.values(set.networks) as readonly NetworkSource[];
  return sources.map((source) => ({
    role: source.role,
    plugin: source.contribution.id,
    file: basename(source.file),
    bytes: source.bytes,
    hash: source.checkpoint.hash,
    facts: source.network.facts(source.config),
  }));
}

async function fingerprintOf(folders: readonly string[]): Promise<string> {
  const files = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder, { recursive: true }).catch(() => []);
      return names.sort().map((name) => join(folder, name));
    }),
  );
  const facts = files.flat().map(async (file) => {
    const info = await stat(file).catch(() => null);
    return [file, info?.size, info?.mtimeMs];
  });
  return JSON.stringify(await Promise.all(facts));
}
