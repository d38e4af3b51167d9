import { relative } from 'node:path';
import { findPullPreset, pullPreset } from '../../../core/models/pull/pull-preset.ts';
import { PULL_PRESETS } from '../../../core/models/pull-presets.ts';
import { pullFolder } from '../../model-folders.ts';
import { readConfig } from '../../server/config.ts';
import { withProgress } from './byte-progress.ts';
import { formatSize, table, toJson } from './text.ts';

/** `models presets` */
export function listPullPresets({ json }: { readonly json?: boolean }): void {
  const rows = PULL_PRESETS.map(({ id, title, files }) => [
    id,
    formatSize(files.reduce((sum, { bytes }) => sum + bytes, 0)),
    title,
  ]);
  console.log(json ? toJson(PULL_PRESETS) : table(rows).join('\n'));
}

/** `models pull PRESET` */
export async function pullModel(id: string, { json }: { readonly json?: boolean }, signal: AbortSignal): Promise<void> {
  const preset = findPullPreset(id);
  const config = readConfig(process.env);
  const dir = pullFolder(config.GENESIS_MODELS, id);
  const minFree = config.GENESIS_MIN_FREE_DISK;
  const hubUrl = config.GENESIS_HUB_URL;
  const files = await withProgress(pullPreset(preset, { dir, hubUrl, minFree, signal }));
  if (json) console.log(toJson({ preset: id, dir, files }));
  else {
    const rows = files.map(({ path, bytes, present }) => [
      relative(dir, path),
      formatSize(bytes),
      present ? 'was there' : 'fetched',
    ]);
    console.log([...table(rows), `in ${relative('', dir) || '.'}`].join('\n'));
  }
}
