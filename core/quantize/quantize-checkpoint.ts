import { appendFile, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { GenesisError } from '../errors/genesis-error.ts';
import type { CheckpointView } from '../plugin-api/checkpoint.ts';
import type { Precision } from '../plugin-api/precision.ts';
import { elementCount } from '../plugin-api/tensor.ts';
import { makeFolder } from '../runtime/make-folder.ts';
import { type ConvertedWeight, convertInProcesses, usefulProcesses } from './conversion-processes.ts';
import { type Conversion, type ConversionSite, planConversions } from './conversions.ts';
import { type ConversionReport, convertTensor } from './convert-tensor.ts';
import { type ConvertedFiles, convertedFiles } from './converted-files.ts';
import { type ConvertedLayout, layOut } from './converted-layout.ts';
import { lockFile } from './lock-file.ts';

export interface QuantizeOptions extends ConversionSite {
  /** Folder of all converted weights; this checkpoint's lie in a folder of their own below it. */
  readonly dir: string;
  readonly signal?: AbortSignal | undefined;
}

export interface QuantizeProgress {
  /** Weights that are done, of `total`. */
  readonly done: number;
  readonly total: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** The weight that was finished last; null before the first and for those found from an earlier attempt. */
  readonly report: ConversionReport | null;
  /** Most resident bytes so far of the processes that convert besides this one, together. */
  readonly processBytes: number;
}

/** What an attempt that did not finish left; anything but whole lines of this layout's weights is ignored. */
async function earlierReports(
  files: ConvertedFiles,
  header: Buffer,
  conversions: readonly Conversion[],
): Promise<ConversionReport[]> {
  const handle = await open(files.partial, 'r').catch(() => null);
  if (!handle) return [];
  try {
    const found = Buffer.alloc(header.length);
    await handle.read(found, 0, found.length, 0);
    if (!found.equals(header)) return [];
  } finally {
    await handle.close();
  }
  const names = new Set(conversions.map(({ tensor }) => tensor.name));
  const lines = (await readFile(files.journal, 'utf8').catch(() => '')).split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as ConversionReport).filter(({ name }) => names.has(name));
}

/**
 * Makes the weights that a precision holds otherwise than the checkpoint, or that LoRAs are added to, once: into one safetensors file, weight by
 * weight, in memory that does not depend on their size. Killed at any moment, it goes on where it was. Yields after
 * every weight; ends at once when the file exists or nothing has to be made.
 * @throws GenesisError PRECISION_SATURATED or CHECKPOINT_INVALID naming the weight, CANCELLED once the signal has fired
 */
export async function* quantizeCheckpoint(
  checkpoint: CheckpointView,
  precision: Precision,
  options: QuantizeOptions,
): AsyncGenerator<QuantizeProgress> {
  const conversions = planConversions(checkpoint, precision, options);
  if (conversions.length === 0) return;
  const files = convertedFiles(options.dir, checkpoint.hash, conversions);
  if (await exists(files.finished)) return;
  await makeFolder(dirname(files.finished));
  const unlock = await lockFile(files.lock, options.signal);
  try {
    if (!(await exists(files.finished))) yield* convertAll(checkpoint, conversions, files, options.signal);
  } finally {
    await unlock();
  }
}

async function* convertAll(
  checkpoint: CheckpointView,
  conversions: readonly Conversion[],
  files: ConvertedFiles,
  signal: AbortSignal | undefined,
): AsyncGenerator<QuantizeProgress> {
  const layout = layOut(conversions, { checkpoint: checkpoint.hash });
  const reports = await earlierReports(files, layout.header, conversions);
  if (reports.length === 0) await writeFile(files.partial, layout.header);
  // Without the line that a kill may have cut off.
  await writeFile(files.journal, reports.map((report) => `${JSON.stringify(report)}\n`).join(''));
  const known = new Set(reports.map(({ name }) => name));
  const sizeOf = new Map(conversions.map(({ tensor }) => [tensor.name, elementCount(tensor.shape)]));
  const elements = [...sizeOf.values()].reduce((sum, size) => sum + size, 0);
  let elementsDone = 0;
  const progress = (report: ConversionReport | null, processBytes = 0): QuantizeProgress => ({
    done: reports.length,
    total: conversions.length,
    bytesDone: Math.round((layout.bytes * elementsDone) / elements),
    bytesTotal: layout.bytes,
    report,
    processBytes,
  });
  const checkSignal = (): void => {
    if (signal?.aborted) throw new GenesisError('CANCELLED', 'the conversion of the weights was cancelled');
  };
  for (const name of known) elementsDone += sizeOf.get(name)!;
  yield progress(null);
  const left = conversions.filter(({ tensor }) => !known.has(tensor.name));
  const processes = usefulProcesses(left.reduce((sum, { tensor }) => sum + sizeOf.get(tensor.name)!, 0));
  const made =
    processes === 1
      ? convertHere(left, files.partial, layout, checkSignal)
      : convertInProcesses(left, { file: files.partial, layout }, processes);
  for await (const { report, processBytes } of made) {
    await appendFile(files.journal, `${JSON.stringify(report)}\n`);
    reports.push(report);
    elementsDone += sizeOf.get(report.name)!;
    yield progress(report, processBytes);
    checkSignal();
  }
  const inOrder = new Map(reports.map((report) => [report.name, report]));
  const list = conversions.map(({ tensor }) => inOrder.get(tensor.name));
  await writeFile(files.report, `${JSON.stringify(list, null, 1)}\n`);
  await rename(files.partial, files.finished);
  await rm(files.journal, { force: true });
}

/** Converts one weight after the other in this process. */
async function* convertHere(
  conversions: readonly Conversion[],
  path: string,
  layout: ConvertedLayout,
  checkSignal: () => void,
): AsyncGenerator<ConvertedWeight> {
  const file = await open(path, 'r+');
  try {
    for (const conversion of conversions) {
      const report = await convertTensor(conversion, file, layout, checkSignal);
      // The journal must not be ahead of the data when the machine loses power.
      await file.datasync();
      yield { report, processBytes: 0 };
    }
  } finally {
    await file.close();
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
