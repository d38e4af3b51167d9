import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, type ServerConfig } from '../../apps/server/config.ts';
import { Imports } from '../../apps/server/services/import-service.ts';
import { Previews } from '../../apps/server/services/previews.ts';
import type { PluginService, PresetService, Services } from '../../apps/server/services/services.ts';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { PluginRegistry } from '../../core/plugin-host/registry.ts';
import type { Asset, Preset } from '../../core/runs/service.ts';
import type { GenerationSettings } from '../../core/runs/spec.ts';
import { SHIPPED_PRESETS } from '../../db/seed/presets.ts';
import { type FakeGenerations, fakeGenerations, pageOf } from './api-generations.ts';
import { fakeMemory } from './api-memory.ts';
import { demoSettings } from './api-settings.ts';

function fakePresets(): PresetService {
  const presets: Preset[] = [...SHIPPED_PRESETS].reverse().map(({ name, title, description }, index) => ({
    id: `preset-${name}`,
    name,
    title,
    description,
    builtIn: true,
    version: 1,
    settings: demoSettings,
    createdAt: index,
    updatedAt: index,
  }));
  const find = (idOrName: string) => {
    const found = presets.find(({ id, name }) => id === idOrName || name === idOrName);
    if (!found) throw new GenesisError('PRESET_NOT_FOUND', `no preset is called ${idOrName}`, { field: 'preset' });
    return found;
  };
  return {
    list: (request) => pageOf([...presets].reverse(), request),
    find,
    create: ({ name, title, description, settings }) => {
      if (presets.some((known) => known.name === name))
        throw new GenesisError('PRESET_CONFLICT', `there is a preset ${name}`, { field: 'name' });
      const made = {
        ...find('demo'),
        id: `preset-${name}`,
        name,
        title: title ?? name,
        description: description ?? '',
        builtIn: false,
        settings: { ...demoSettings, ...(settings as Partial<GenerationSettings>) },
      };
      presets.push(made);
      return made;
    },
    update: (id, { settings, ...change }, expectedVersion) => {
      const old = find(id);
      if (expectedVersion !== undefined && expectedVersion !== old.version) {
        throw new GenesisError('PRESET_CONFLICT', `the preset is at version ${old.version}`, {
          field: 'expectedVersion',
          accepted: String(old.version),
        });
      }
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const changed = {
        ...old,
        ...given,
        version: old.version + 1,
        settings: { ...old.settings, ...(settings as Partial<GenerationSettings>) },
      };
      presets.splice(presets.indexOf(old), 1, changed);
      return changed;
    },
    delete: (id) => {
      const old = find(id);
      if (old.builtIn) throw new GenesisError('PRESET_CONFLICT', `${old.name} is built in`, { field: 'id' });
      presets.splice(presets.indexOf(old), 1);
      return old;
    },
    problems: async () => [],
  };
}

function fakePlugins(): PluginService {
  const registry = new PluginRegistry();
  registry.register(
    definePlugin({
      name: 'fake-schedulers',
      version: '1.0.0',
      api: PLUGIN_API_VERSION,
      contributes: ['infinitetalk', 'euler'].map((id) => ({
        kind: 'scheduler' as const,
        id,
        version: '1.0.0',
        title: id,
        description: 'A scheduler.',
        ...(id === 'euler' ? { translations: { zh: { title: '欧拉' } } } : {}),
        capabilities: { stochastic: false, callsPerStep: 1 },
        options: z.object({
          order: z
            .number()
            .int()
            .min(1)
            .max(3)
            .default(2)
            .describe('Order of the solver')
            .meta({ translations: { zh: '求解器的阶数' } }),
          variant: z.enum(['bh1', 'bh2']).default('bh2').describe('Form of B(h)'),
          lower: z.boolean().default(false).describe('Lower the order at the end'),
        }),
        create: () => ({
          prepare: () => ({
            timesteps: [],
            sigmas: [],
            needsNoise: () => false,
            step: (velocity: Float32Array) => velocity,
            save: () => ({ index: 0, tensors: {}, scalars: {} }),
            restore: () => {},
          }),
        }),
      })),
    }),
  );
  let preferred = 'infinitetalk';
  const status = (one: ReturnType<PluginRegistry['list']>[number]) => ({
    ...one,
    isDefault: one.contribution.id === preferred,
    defaultOptions: null,
    unavailable: null,
  });
  return {
    list: async (kind) => registry.list(kind).map(status),
    default: () => null,
    setDefault: async (kind, id, options) => {
      registry.parseOptions(kind, id, options, 'id');
      preferred = id;
      return status(registry.list(kind).find(({ contribution }) => contribution.id === id)!);
    },
    clearDefault: async (kind) => status(registry.list(kind)[0]!),
  };
}

function fakeModelJobs(): Services['modelJobs'] {
  const none = (): never => {
    throw new GenesisError('JOB_NOT_FOUND', 'there are no model jobs here', { field: 'id' });
  };
  return { list: () => [], quantize: none, pull: none, find: none, cancel: async () => none(), subscribe: none };
}

export interface FakeServices extends Services {
  readonly generations: FakeGenerations;
  readonly closed: () => boolean;
}

/** Services in memory, assets in a folder that `close` removes. */
export async function fakeServices(): Promise<FakeServices> {
  const presets = fakePresets();
  const folder = await mkdtemp(join(tmpdir(), 'genesis-api-'));
  const assets = new Map<string, Asset>();
  const generations = fakeGenerations();
  let closed = false;
  const snapshot = () => ({
    running: [],
    waiting: generations.list({ states: ['QUEUED'] }, { limit: 100 }).map(({ id }) => id),
  });
  return {
    presets,
    imports: new Imports({
      presets,
      loraLookup: async () => () => ({ problem: 'there are no LoRAs here' }),
      pathOf: ({ id }) => join(folder, id),
      bySha256: () => null,
      madeHere: () => null,
    }),
    plugins: fakePlugins(),
    generations,
    assets: {
      ingest: async (content, { filename, expectedSha256 }) => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of content) chunks.push(chunk);
        const bytes = Buffer.concat(chunks);
        if (bytes.length === 0) throw new GenesisError('ASSET_UNREADABLE', 'the file is empty', { field: 'file' });
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        if (expectedSha256 !== undefined && expectedSha256 !== sha256) {
          throw new GenesisError('INPUT_INVALID', 'the content has another SHA-256', {
            field: 'sha256',
            accepted: sha256,
          });
        }
        const audio = bytes.subarray(0, 4).toString() === 'RIFF';
        const asset: Asset = {
          id: sha256.slice(0, 16),
          kind: audio ? 'AUDIO' : 'IMAGE',
          mimeType: audio ? 'audio/wav' : 'image/png',
          sha256,
          bytes: bytes.length,
          filename: filename ?? null,
          width: null,
          height: null,
          seconds: null,
          createdAt: 0,
        };
        await writeFile(join(folder, asset.id), bytes);
        assets.set(asset.id, asset);
        return asset;
      },
      find: (id) => {
        const found = assets.get(id);
        if (!found) throw new GenesisError('ASSET_NOT_FOUND', `no asset has the id ${id}`, { field: 'id' });
        return found;
      },
      findMany: (ids) => ids.map((id) => assets.get(id) ?? null),
      path: ({ id }) => join(folder, id),
      thumbnail: async ({ id }) => join(folder, id),
    },
    queue: {
      snapshot,
      subscribe: async function* (signal) {
        yield snapshot();
        if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      },
    },
    models: {
      files: async () => [],
      loras: async () => [],
      scan: async (dir) => {
        throw new GenesisError('INPUT_INVALID', `dir: there is no folder ${dir}`, { field: 'dir' });
      },
      list: async () => [
        {
          name: 'demo',
          modes: ['INFINITETALK', 'I2V'],
          problem: null,
          problemCode: null,
          networks: [
            {
              role: 'vae',
              plugin: 'wan-vae',
              file: 'vae.safetensors',
              bytes: 3_000_000_000,
              hash: 'b'.repeat(64),
              facts: { parameters: 1_000_000, dims: { z: 16 } },
            },
          ],
        },
      ],
    },
    modelJobs: fakeModelJobs(),
    storage: { clean: async () => ({ assets: 0, cacheEntries: 0, mergedWeights: 0, bytes: 0 }) },
    devices: {
      list: async () => [
        {
          id: 'cpu',
          provider: 'cpu',
          title: 'CPU',
          threads: 2,
          memoryBytes: 8 * 2 ** 30,
          freeBytes: 6 * 2 ** 30,
          budgetBytes: 5 * 2 ** 30,
          worker: 'IDLE',
          generation: null,
        },
      ],
    },
    memory: fakeMemory(),
    previews: new Previews(),
    closed: () => closed,
    close: async () => {
      closed = true;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A configuration for tests: free port, silent, with changes. */
export function testConfig(changes: Readonly<Record<string, string>> = {}): ServerConfig {
  return readConfig({ GENESIS_PORT: '0', GENESIS_LOG: 'silent', ...changes });
}
