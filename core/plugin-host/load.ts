import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GenesisError } from '../errors/genesis-error.ts';
import { definePlugin, type Plugin } from '../plugin-api/define.ts';

/**
 * Loads a third-party plugin.
 * @param source a package name, or a path to a file (relative ones start from `baseDir`)
 * @param baseDir folder whose node_modules a package name is looked up in
 * @throws GenesisError PLUGIN_NOT_FOUND or PLUGIN_INVALID
 */
export async function loadPlugin(source: string, baseDir: string): Promise<Plugin> {
  const looksLikePath = isAbsolute(source) || source.startsWith('.') || existsSync(resolve(baseDir, source));
  let url: string;
  try {
    const require = createRequire(join(baseDir, 'package.json'));
    url = pathToFileURL(require.resolve(looksLikePath ? resolve(baseDir, source) : source)).href;
  } catch (cause) {
    throw new GenesisError('PLUGIN_NOT_FOUND', `plugin ${JSON.stringify(source)} is not installed`, {
      field: 'plugins',
      accepted: 'the name of an installed package or the path of a file',
      cause,
    });
  }
  let loaded: { default?: Plugin };
  try {
    loaded = (await import(url)) as { default?: Plugin };
  } catch (cause) {
    throw new GenesisError('PLUGIN_INVALID', `plugin ${JSON.stringify(source)} cannot be imported: ${String(cause)}`, {
      cause,
    });
  }
  if (!loaded.default || typeof loaded.default !== 'object') {
    throw new GenesisError(
      'PLUGIN_INVALID',
      `plugin ${JSON.stringify(source)} has no default export made by definePlugin`,
    );
  }
  return definePlugin(loaded.default);
}
