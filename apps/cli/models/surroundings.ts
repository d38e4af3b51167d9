import { resolve } from 'node:path';
import type { PluginRegistry } from '../../../core/plugin-host/registry.ts';
import { createRegistry } from '../../builtin-plugins.ts';
import { lorasFolder, type ModelFolders, modelFolders } from '../../model-folders.ts';
import { readConfig, type ServerConfig } from '../../server/config.ts';

/** What the server would run with: the same environment, folders and plugins. */
export interface Surroundings {
  readonly config: ServerConfig;
  readonly folders: ModelFolders;
  /** Folder of LoRAs that all sets share, whether it is there or not; null: none. */
  readonly lorasDir: string | null;
  readonly registry: PluginRegistry;
  /** Folder of converted weights. */
  readonly weightsDir: string;
}

/** @throws GenesisError INPUT_INVALID, PLUGIN_NOT_FOUND, PLUGIN_INVALID */
export async function surroundings(): Promise<Surroundings> {
  const config = readConfig(process.env);
  return {
    config,
    folders: modelFolders(config.GENESIS_MODELS),
    lorasDir: lorasFolder(config.GENESIS_MODELS),
    registry: await createRegistry(config.GENESIS_PLUGINS, process.cwd()),
    weightsDir: resolve(config.GENESIS_DATA, 'weights'),
  };
}
