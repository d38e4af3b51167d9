import { extname, relative } from 'node:path';
import { openContainer } from '../checkpoints/containers/open-container.ts';
import { isLora } from '../checkpoints/lora/lora-keys.ts';
import { findModelFiles } from '../checkpoints/scan/model-files.ts';
import { GenesisError } from '../errors/genesis-error.ts';

/** A LoRA file that a model set can use. */
export interface InstalledLora {
  /** Path in its folder, without extension, with slashes. */
  readonly name: string;
  /** Absolute path. */
  readonly file: string;
}

/** Whether a file's tensors are named as a LoRA's. One that cannot be opened is to be told by name what is wrong with it. */
const holdsLora = (file: string): Promise<boolean> =>
  openContainer(file).then(
    ({ tensors }) => isLora(tensors.keys()),
    () => true,
  );

export const loraName = (file: string, dir: string): string =>
  relative(dir, file).slice(0, -extname(file).length).replaceAll('\\', '/');

/** The LoRAs of a folder that all model sets share; none when there is no such folder. */
export async function sharedLoras(dir: string | null): Promise<InstalledLora[]> {
  if (dir === null) return [];
  const { candidates } = await findModelFiles(dir).catch(() => ({ candidates: [] }));
  const files = candidates.flatMap((candidate) => ('path' in candidate ? [candidate.path] : []));
  const loras: InstalledLora[] = [];
  for (const file of files) if (await holdsLora(file)) loras.push({ name: loraName(file, dir), file });
  return loras;
}

/**
 * The LoRA that is called so: by its file's name or the end of its path, with or without extension. Backslashes, as
 * workflows from Windows have them, are slashes.
 * @param field of the request, for errors
 * @throws GenesisError LORA_NOT_FOUND when there is none or more than one
 */
export function findLora(installed: readonly InstalledLora[], called: string, field: string): InstalledLora {
  const wanted = called.replaceAll('\\', '/');
  const fits = ({ name, file }: InstalledLora): boolean =>
    [name, name + extname(file)].some((path) => path === wanted || path.endsWith(`/${wanted}`));
  const exact = installed.filter(({ name }) => name === wanted);
  const found = exact.length === 1 ? exact : installed.filter(fits);
  if (found.length === 1) return found[0]!;
  const names = (found.length > 1 ? found : installed).map(({ name }) => name).join(', ');
  throw new GenesisError(
    'LORA_NOT_FOUND',
    found.length > 1 ? `${field}: ${found.length} LoRAs are called ${called}` : `${field}: no LoRA is called ${called}`,
    { field, accepted: names === '' ? 'no LoRA: none is installed for this model set' : names },
  );
}
