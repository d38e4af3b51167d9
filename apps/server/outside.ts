import { resolve, sep } from 'node:path';
import { told } from '../../core/errors/told.ts';
import { PACKAGE_ROOT, type ServerConfig } from './config.ts';

/** A message for a caller, who may be on another machine: files are named from the server's own folders on. */
export function toldOutside(
  message: string,
  { GENESIS_DATA, GENESIS_MODELS }: Pick<ServerConfig, 'GENESIS_DATA' | 'GENESIS_MODELS'>,
): string {
  const folders = [GENESIS_MODELS ?? [], GENESIS_DATA, PACKAGE_ROOT].flat().map((folder) => resolve(folder) + sep);
  // One may lie in another.
  folders.sort((one, other) => other.length - one.length);
  return told(folders.reduce((text, folder) => text.replaceAll(folder, ''), message));
}
