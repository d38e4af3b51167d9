import { resolve } from 'node:path';
import type { PluginRegistry } from '../../../core/plugin-host/registry.ts';
import { createRegistry } from '../../builtin-plugins.ts';
import { type ModelFolders, modelFolders } from '../../model-folders.ts';
import { readConfig, type ServerConfig } from '../../server/config.ts';

/** What the server would run with: the same environment, folders and plugins. */
export interface Surroundings {
  readonly config: ServerConfig;
  readonly folders: ModelFolders;
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
    registry: await createRegistry(config.GENESIS_PLUGINS, process.cwd()),
    weightsDir: resolve(config.GENESIS_DATA, 'weights'),
  };
}
