import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GenesisError } from '../errors/genesis-error.ts';
import { definePlugin, type Plugin } from '../plugin-api/define.ts';
import { withinDeadline } from './deadline.ts';

/** Milliseconds that the import of a plugin may take. */
const IMPORT_DEADLINE = 30_000;

/**
 * Loads a third-party plugin.
 * @param source a package name, or a path to a file (relative ones start from `baseDir`)
 * @param baseDir folder whose node_modules a package name is looked up in
 * @param deadline milliseconds that its import may take
 * @throws GenesisError PLUGIN_NOT_FOUND or PLUGIN_INVALID, both naming the source
 */
export async function loadPlugin(source: string, baseDir: string, deadline = IMPORT_DEADLINE): Promise<Plugin> {
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
  try {
    const loaded = await withinDeadline(import(url) as Promise<{ default?: Plugin }>, deadline, () => {
      throw new GenesisError('PLUGIN_INVALID', `its import has not ended after ${deadline / 1000} s`, {
        accepted: 'a module that waits for nothing at its top level',
      });
    });
    if (!loaded.default || typeof loaded.default !== 'object') {
      const accepted = 'export default definePlugin({ ... })';
      throw new GenesisError('PLUGIN_INVALID', 'it has no default export made by definePlugin', { accepted });
    }
    return definePlugin(loaded.default);
  } catch (cause) {
    const refused = cause instanceof GenesisError;
    const what = refused ? cause.message : `it cannot be imported: ${String(cause)}`;
    throw new GenesisError('PLUGIN_INVALID', `plugin ${JSON.stringify(source)}: ${what}`, {
      ...(refused && cause.field !== undefined ? { field: cause.field } : {}),
      accepted: (refused && cause.accepted) || 'a module that imports without an error',
      cause,
    });
  }
}
