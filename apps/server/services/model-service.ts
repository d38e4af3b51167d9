import { readdirSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import {
  describeNetwork,
  type ModelSet,
  type NetworkSource,
  requireNetwork,
  scanModelSet,
  supportedModes,
} from '../../../core/models/model-set.ts';
import { planMemory } from '../../../core/pipeline/run-generation.ts';
import type { PluginRegistry } from '../../../core/plugin-host/registry.ts';
import type { ModelFacts } from '../../../core/runs/resolve.ts';
import { PACKAGE_ROOT } from '../config.ts';
import type { InstalledModel, InstalledNetwork, ModelService } from './services.ts';
import type { TokenCounter } from './token-counter.ts';

/** Folder of each installed model set by name: the embedded demo, and every folder in `modelsDir`. */
export function modelFolders(modelsDir: string | undefined): Record<string, string> {
  const demo = { demo: join(PACKAGE_ROOT, 'models', 'demo') };
  if (modelsDir === undefined) return demo;
  const root = resolve(modelsDir);
  try {
    const names = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return { ...Object.fromEntries(names.map(({ name }) => [name, join(root, name)])), ...demo };
  } catch (cause) {
    throw new GenesisError('INPUT_INVALID', `the models folder ${root} cannot be read`, {
      field: 'GENESIS_MODELS',
      accepted: 'a folder with one folder per model set',
      cause,
    });
  }
}

interface Scan {
  /** Names, sizes and times of the folder's files. */
  readonly fingerprint: string;
  readonly set: Promise<ModelSet>;
}

/** The installed model sets. A folder is looked at again when its files have changed. */
export class Models implements ModelService {
  readonly #folders: Readonly<Record<string, string>>;
  readonly #registry: PluginRegistry;
  readonly #tokens: TokenCounter;
  readonly #scans = new Map<string, Scan>();

  constructor(folders: Readonly<Record<string, string>>, registry: PluginRegistry, tokens: TokenCounter) {
    this.#folders = folders;
    this.#registry = registry;
    this.#tokens = tokens;
  }

  async list(): Promise<InstalledModel[]> {
    return Promise.all(Object.keys(this.#folders).map((name) => this.#describe(name)));
  }

  async #describe(name: string): Promise<InstalledModel> {
    try {
      const set = await this.#scan(name);
      const modes = supportedModes(set);
      const missing = [
        'a network or the tokenizer that every mode needs is missing',
        ...set.problems.map(({ message }) => message),
      ];
      const problem = modes.length > 0 ? null : missing.join('; ');
      return { name, networks: networksOf(set), modes, problem };
    } catch (error) {
      if (!(error instanceof GenesisError)) throw error;
      return { name, networks: [], modes: [], problem: error.message };
    }
  }

  async #scan(name: string): Promise<ModelSet> {
    const folder = this.#folders[name];
    if (folder === undefined) {
      throw new GenesisError('MODEL_NOT_FOUND', `model: no model set is called ${JSON.stringify(name)}`, {
        field: 'model',
        accepted: Object.keys(this.#folders).join(', '),
      });
    }
    const fingerprint = await fingerprintOf(folder);
    const known = this.#scans.get(name);
    if (known?.fingerprint === fingerprint) return known.set;
    const set = scanModelSet(name, folder, this.#registry);
    this.#scans.set(name, { fingerprint, set });
    return set;
  }

  /** @throws GenesisError MODEL_NOT_FOUND, or what is wrong with the set's files */
  async facts(name: string): Promise<ModelFacts> {
    const set = await this.#scan(name);
    const modes = supportedModes(set);
    const { tokenizer } = set;
    return {
      name,
      modes,
      get textLength() {
        return describeNetwork(requireNetwork(set, 'dit')).textLength;
      },
      countTokens: (prompt) => {
        if (tokenizer) return this.#tokens.count(tokenizer, prompt);
        throw new GenesisError('MODEL_NOT_FOUND', `model: ${name} has no tokenizer.json`, { field: 'model' });
      },
      checkMemory: (spec) => void planMemory(set, spec, this.#registry),
    };
  }
}

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

async function fingerprintOf(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  const facts = files.sort().map(async (file) => {
    const info = await stat(join(folder, file)).catch(() => null);
    return [file, info?.size, info?.mtimeMs];
  });
  return JSON.stringify(await Promise.all(facts));
}
