import { mkdtemp, rmdir, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { GenesisError } from '../../../core/errors/genesis-error.ts';
import { loadServerCodecs } from '../../../core/media/server-codecs.ts';
import { obstacles } from '../../../core/models/check-model-set.ts';
import { scanModelSet, supportedModes } from '../../../core/models/model-set.ts';
import type { ContributionOf } from '../../../core/plugin-api/index.ts';
import { unavailability } from '../../../core/plugin-host/availability.ts';
import { createPlugin } from '../../../core/plugin-host/create-plugin.ts';
import { machineMemory } from '../../../core/runtime/machine-memory.ts';
import type { ServerConfig } from '../../server/config.ts';
import type { Surroundings } from '../models/surroundings.ts';
import { formatSize } from '../models/text.ts';
import { arithmeticChecks } from './arithmetic.ts';

/** `limited`: something that need not work does not. `broken`: Genesis cannot run. */
export type Health = 'ok' | 'limited' | 'broken';

export interface Finding {
  readonly what: string;
  readonly health: Health;
  readonly found: string;
  /** What to do; null: nothing. */
  readonly advice: string | null;
}

const NODE = [20, 19] as const;
/** The demo's server, worker and hosts take 1.1 GB. */
const DEMO_BYTES = 1.5e9;

export function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const good = major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
  const advice = good ? null : `install Node.js ${NODE.join('.')} or newer`;
  return { what: 'Node.js', health: good ? 'ok' : 'broken', found: process.versions.node, advice };
}

export async function checkDatabase(): Promise<Finding> {
  try {
    const { default: Sqlite } = await import('better-sqlite3');
    const { version } = new Sqlite(':memory:').prepare('SELECT sqlite_version() AS version').get() as {
      version: string;
    };
    return { what: 'database', health: 'ok', found: `SQLite ${version}`, advice: null };
  } catch (error) {
    const advice = 'install python3, make and g++, then npm run setup';
    return { what: 'database', health: 'broken', found: (error as Error).message, advice };
  }
}

export async function checkCodecs(): Promise<Finding> {
  if (await loadServerCodecs())
    return { what: 'codecs', health: 'ok', found: 'MP4, WebM and every input', advice: null };
  const found = 'only WAV input and animated WebP output: @mediabunny/server does not load';
  return { what: 'codecs', health: 'limited', found, advice: 'npm install --include=optional' };
}

/** The package that each provider needs, by its id. */
const PROVIDER_ADVICE: Readonly<Record<string, string>> = {
  webgpu: "install the Vulkan loader (libvulkan1) and your card's Vulkan driver; vulkaninfo must list the card",
  cuda: 'npm run setup:cuda, and CUDA 12 with cuDNN 9',
};

/** What each provider needs, and, where it has that, whether it computes what it should. */
export async function checkProviders(around: Surroundings): Promise<Finding[]> {
  const { registry } = around;
  const findings: Finding[] = [];
  const check = arithmeticChecks(around);
  for (const { contribution } of registry.list('execution-provider')) {
    const { id, title } = contribution as ContributionOf<'execution-provider'>;
    const what = `provider ${id}`;
    const unavailable = await unavailability(contribution);
    if (unavailable) {
      const advice = PROVIDER_ADVICE[id] ?? 'see the documentation of the plugin';
      findings.push({ what, health: 'limited', found: unavailable.reason, advice });
      continue;
    }
    try {
      const { error, bound } = await check(createPlugin(registry, 'execution-provider', { id, options: {} }));
      const found = `${title}, relative error of a decoded picture ${error.toExponential(1)}`;
      const advice =
        error <= bound ? null : `it should be below ${bound.toExponential(0)}: pictures made with it are wrong here`;
      findings.push({ what, health: advice === null ? 'ok' : 'broken', found, advice });
    } catch (error) {
      const { message, field, accepted } = error as GenesisError;
      const advice = accepted ? `${field}: ${accepted}` : 'the networks cannot run on it here: choose another provider';
      findings.push({ what, health: id === 'cpu' ? 'broken' : 'limited', found: message, advice });
    }
  }
  return findings;
}

/** Of this machine, or of the container that this runs in. */
export async function checkMemory(): Promise<Finding> {
  const { totalBytes, freeBytes } = await machineMemory();
  const enough = totalBytes >= DEMO_BYTES;
  return {
    what: 'memory',
    health: enough ? 'ok' : 'limited',
    found: `${formatSize(freeBytes)} free of ${formatSize(totalBytes)}`,
    advice: enough ? null : `the demo takes ${formatSize(DEMO_BYTES)}: use --memory offload, or a larger machine`,
  };
}

/** What lies there, or at the nearest place above that exists. */
async function existing(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  return found || dirname(path) === path ? path : existing(dirname(path));
}

/** Whether files can be made in a folder. Tried, since rights alone do not tell: there are none to miss in `/proc`. */
async function takesFiles(folder: string): Promise<boolean> {
  try {
    await rmdir(await mkdtemp(join(folder, '.genesis-')));
    return true;
  } catch {
    return false;
  }
}

export async function checkDisk(config: ServerConfig): Promise<Finding> {
  const folder = resolve(config.GENESIS_DATA);
  const place = await existing(folder);
  if (!(await takesFiles(place))) {
    const advice = 'give this user the right to write there, or set GENESIS_DATA to another folder';
    return { what: 'disk', health: 'broken', found: `no files can be made at ${place}`, advice };
  }
  const { bavail, bsize } = await statfs(place);
  const free = bavail * bsize;
  const enough = free >= config.GENESIS_MIN_FREE_DISK;
  return {
    what: 'disk',
    health: enough ? 'ok' : 'broken',
    found: `${formatSize(free)} free at ${folder}`,
    advice: enough ? null : 'make room, or set GENESIS_DATA to another disk',
  };
}

export async function checkModels({ folders, registry }: Surroundings): Promise<Finding[]> {
  return Promise.all(
    Object.entries(folders).map(async ([name, dir]): Promise<Finding> => {
      const what = `model ${name}`;
      try {
        const set = await scanModelSet(name, dir, registry);
        const modes = supportedModes(set);
        const found = modes.length > 0 ? modes.join(', ') : obstacles(set, 'I2V').join('; ');
        const advice =
          modes.length === 0 ? `genesis models check ${name}; genesis models presets lists what can be pulled` : null;
        return { what, health: modes.length > 0 ? 'ok' : 'limited', found, advice };
      } catch (error) {
        return { what, health: 'limited', found: (error as Error).message, advice: `genesis models check ${name}` };
      }
    }),
  );
}
