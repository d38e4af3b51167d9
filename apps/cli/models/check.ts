import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { scanFile } from '../../../core/checkpoints/scan/scan-folder.ts';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { checkCheckpoint } from '../../../core/models/check-checkpoint.ts';
import { networkCandidates } from '../../../core/models/model-set.ts';
import { EXIT } from '../exit-codes.ts';
import { givenPath } from '../given-path.ts';
import { checkedSet } from './checked-set.ts';
import { checkpointDetails } from './checkpoint-text.ts';
import { fitLines, loraFits } from './lora-fits.ts';
import { togetherLines } from './scan.ts';
import { type Surroundings, surroundings } from './surroundings.ts';
import { toJson } from './text.ts';

interface Checked {
  readonly report: unknown;
  readonly lines: readonly string[];
  readonly usable: boolean;
}

async function checkFile(path: string, found: Surroundings): Promise<Checked> {
  const candidates = networkCandidates(found.registry);
  const report = await checkCheckpoint(await scanFile(path, candidates), candidates);
  const lines = checkpointDetails(report, dirname(path));
  const usable = report.problem === null;
  if (report.kind !== 'lora') return { report, lines, usable };
  const fits = await loraFits(path, found);
  const fitting = fits.length === 0 || fits.some(({ problem }) => problem === null);
  return { report: { ...report, fits }, lines: [...lines, ...fitLines(fits)], usable: usable && fitting };
}

async function checkFolder(name: string, dir: string, { registry }: Surroundings): Promise<Checked> {
  const report = await checkedSet(name, dir, registry);
  const details = report.checkpoints.flatMap((one) => [...checkpointDetails(one, dir), '']);
  return { report, lines: [...details, ...togetherLines(report)], usable: report.modes.length > 0 };
}

async function checkTarget(target: string, found: Surroundings): Promise<Checked> {
  const { folders } = found;
  if (Object.hasOwn(folders, target)) return checkFolder(target, folders[target]!, found);
  const path = resolve(givenPath(target));
  const info = await stat(path).catch(() => null);
  if (info?.isDirectory()) return checkFolder(target, path, found);
  if (info?.isFile()) return checkFile(path, found);
  throw new GenesisError('MODEL_NOT_FOUND', `${target} is no model set, file or folder`, {
    field: 'model',
    accepted: `${Object.keys(folders).join(', ')}, or the path of a file or folder`,
  });
}

/** `models check NAME|FILE|DIR`; ends with EXIT.UNUSABLE when what was checked cannot be used. */
export async function checkModels(target: string, { json }: { readonly json?: boolean }): Promise<void> {
  const { report, lines, usable } = await checkTarget(target, await surroundings());
  console.log(json ? toJson(report) : lines.join('\n'));
  if (!usable) process.exitCode = EXIT.UNUSABLE;
}
