import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { GenesisError } from '../../errors/genesis-error.ts';
import { INDEX_SUFFIX, parseShardName } from '../containers/shards.ts';
import type { NetworkFamily } from '../dialects/dialect.ts';

type Settings = Readonly<Record<string, unknown>>;

const MAX_CONFIG_BYTES = 1024 * 1024;

/** Whose config.json it is, by `_class_name` (diffusers and the official code) or `model_type` (transformers). */
const FAMILY_OF: Readonly<Record<string, NetworkFamily>> = {
  WanModel: 'wan-dit',
  WanTransformer3DModel: 'wan-dit',
  AutoencoderKLWan: 'wan-vae',
  umt5: 'umt5',
  t5: 'umt5',
  clip: 'clip',
  clip_vision_model: 'clip',
  wav2vec2: 'wav2vec2',
  hubert: 'wav2vec2',
  wavlm: 'wav2vec2',
  'data2vec-audio': 'wav2vec2',
};

const isObject = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function readConfig(file: string): Promise<Settings> {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size === 0) return {};
  const fail = (what: string, cause?: unknown): never => {
    throw new GenesisError('CHECKPOINT_INVALID', `${file} ${what}`, { cause });
  };
  if (size > MAX_CONFIG_BYTES) fail(`is over ${MAX_CONFIG_BYTES} bytes`);
  let config: unknown;
  try {
    config = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    return fail('is not a JSON object', cause);
  }
  return isObject(config) ? config : fail('is not a JSON object');
}

/** File name without what says that it is one of several, and without extension. */
function stemOf(path: string): string {
  if (path.endsWith(INDEX_SUFFIX)) return basename(path, INDEX_SUFFIX);
  return parseShardName(path)?.stem ?? basename(path).replace(/\.[^.]+$/, '');
}

/**
 * What the config.json beside a checkpoint says of it: the section of its name, or the whole file when that is the
 * config.json of the same family of networks.
 * @throws GenesisError CHECKPOINT_INVALID when config.json is no JSON object
 */
export async function neighbourSettings(path: string, family: NetworkFamily | null): Promise<Settings> {
  const config = await readConfig(join(dirname(path), 'config.json'));
  const section = config[stemOf(path)];
  if (isObject(section)) return section;
  const kind = config._class_name ?? config.model_type;
  return typeof kind === 'string' && Object.hasOwn(FAMILY_OF, kind) && FAMILY_OF[kind] === family ? config : {};
}
