import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPrecision, openProvider } from '../precision/setups.ts';
import { withNetworkSetup } from '../support/network.ts';
import { WRITTEN_DIALECTS, type WrittenDialect } from '../support/synthetic/dialect-names.ts';
import { STORAGES, WRITTEN_CONTAINERS, type WrittenContainer } from '../support/synthetic/write-checkpoint.ts';
import { PARITY_DTYPES } from './dtypes.ts';
import { WeightRewriter } from './rewrite-weights.ts';
import { type CaseCounts, runCases } from './run-cases.ts';

/** As which tool would have written the weights. */
export interface ParityForm {
  readonly dialect: WrittenDialect;
  readonly container: WrittenContainer;
  /** Key of PARITY_DTYPES; null: as recorded. */
  readonly dtype: string | null;
}

/** Every combination of dialect, container and dtype. */
export const ALL_FORMS: readonly ParityForm[] = WRITTEN_DIALECTS.flatMap((dialect) =>
  WRITTEN_CONTAINERS.flatMap((container) => Object.keys(PARITY_DTYPES).map((dtype) => ({ dialect, container, dtype }))),
);

/** Runs cases with their weights rewritten first. */
export async function runInForm(
  folders: readonly string[],
  { dialect, container, dtype }: ParityForm,
  print: (line: string) => void,
): Promise<CaseCounts> {
  const { storage, precision, bounds } = dtype === null ? PARITY_DTYPES.f32! : PARITY_DTYPES[dtype]!;
  const stored = dtype === null || storage === null ? null : STORAGES[storage]!;
  const rewriter = new WeightRewriter({ dialect, container, storage: stored });
  const run = () => runCases(folders, print, { rewriter, bounds });
  const dir = await mkdtemp(join(tmpdir(), 'genesis-parity-weights-'));
  try {
    if (precision === null) return await run();
    const { setup } = await openProvider('cpu');
    return await withNetworkSetup({ ...setup!, precision: { value: openPrecision(precision, {}), dir } }, run);
  } finally {
    await rewriter.clean();
    await rm(dir, { recursive: true, force: true });
  }
}
