import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { GenesisError } from '../core/errors/genesis-error.ts';
import { PULL_PRESETS } from '../core/models/pull-presets.ts';
import { PACKAGE_ROOT } from './server/config.ts';

/** Folders that ComfyUI and the diffusers library keep checkpoints in, by kind. */
const KINDS: readonly string[] = [
  'diffusion_models',
  'unet',
  'text_encoders',
  'clip_vision',
  'transformer',
  'text_encoder',
  'image_encoder',
];

/** Folder in the models folder with LoRAs for every set in it. */
const LORAS = 'loras';

/** Folder of each installed model set by name. */
export type ModelFolders = Readonly<Record<string, string>>;

/**
 * The embedded demo, and the sets of the models folder: the folder itself when it is laid out by kind, as ComfyUI's
 * `models` is, else every folder in it but
 * `loras`.
 * @throws GenesisError INPUT_INVALID when the models folder cannot be read
 */
export function modelFolders(modelsDir: string | undefined): ModelFolders {
  const demo = { demo: join(PACKAGE_ROOT, 'models', 'demo') };
  if (modelsDir === undefined) return demo;
  const root = resolve(modelsDir);
  try {
    const names = readdirSync(root).filter(
      (name) =>
        !name.startsWith('.') && name !== LORAS && statSync(join(root, name), { throwIfNoEntry: false })?.isDirectory(),
    );
    if (names.some((name) => KINDS.includes(name))) return { [basename(root)]: root, ...demo };
    return { ...Object.fromEntries(names.map((name) => [name, join(root, name)])), ...demo };
  } catch (cause) {
    throw new GenesisError('INPUT_INVALID', `the models folder ${root} cannot be read`, {
      field: 'GENESIS_MODELS',
      accepted: 'a folder with one folder per model set, or one that is laid out as ComfyUI has it',
      cause,
    });
  }
}

/** Folder of the LoRAs that all sets share, whether it is there or not; null without a models folder. */
export const lorasFolder = (modelsDir: string | undefined): string | null =>
  modelsDir === undefined ? null : join(resolve(modelsDir), LORAS);

/** @throws GenesisError MODEL_NOT_FOUND naming the sets that there are, and those that can be fetched */
export function modelFolder(folders: ModelFolders, name: string): string {
  const folder = Object.hasOwn(folders, name) ? folders[name] : undefined;
  if (folder !== undefined) return folder;
  const known = PULL_PRESETS.map(({ id }) => id).join(', ');
  const advice = `genesis models pull NAME fetches one, which is then chosen by that name: ${known}`;
  throw new GenesisError('MODEL_NOT_FOUND', `model: no model set is called ${JSON.stringify(name)}; ${advice}`, {
    field: 'model',
    accepted: Object.keys(folders).join(', '),
  });
}

/**
 * Folder that a set of files is pulled into.
 * @throws GenesisError INPUT_INVALID without a models folder
 */
export function pullFolder(modelsDir: string | undefined, preset: string): string {
  if (modelsDir === undefined) {
    throw new GenesisError('INPUT_INVALID', 'there is no models folder to pull into', {
      field: 'GENESIS_MODELS',
      accepted: 'GENESIS_MODELS set to a folder',
    });
  }
  const root = resolve(modelsDir);
  return existsSync(root) && Object.values(modelFolders(root)).includes(root) ? root : join(root, preset);
}
