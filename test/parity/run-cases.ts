import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { loadSafetensors } from '../../core/graph/safetensors.ts';
import type { ComponentRunner, ParityCase } from './case.ts';
import { type Bounds, compareTensors } from './compare.ts';
import { ditComponents } from './components/dit.ts';
import { e2eComponents } from './components/e2e.ts';
import { encoderComponents } from './components/encoders.ts';
import { mediaComponents } from './components/media.ts';
import { samplingComponents } from './components/sampling.ts';
import { vaeComponents } from './components/vae.ts';
import type { WeightRewriter } from './rewrite-weights.ts';

const RUNNERS: Readonly<Record<string, ComponentRunner>> = {
  ...encoderComponents,
  ...vaeComponents,
  ...ditComponents,
  ...samplingComponents,
  ...mediaComponents,
  ...e2eComponents,
};

/** Weights that other cases share; a folder without inputs and outputs. */
const WEIGHTS_ONLY = 'weights_only';

async function findCases(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name === 'config.json')
    .map((entry) => dirname(join(entry.parentPath, entry.name)))
    .sort();
}

/** config.json, in which Python writes what is no number as NaN or Infinity; here null. */
function parseConfig(text: string): ParityCase['config'] {
  return JSON.parse(text.replaceAll(/(?<=[:[,]\s*)(?:NaN|-?Infinity)(?=\s*[,\]}])/g, 'null'));
}

/** What replaces the bounds of cases whose weights lost digits: relative L2 errors. */
export interface LossyBounds {
  readonly network: number;
  /** Of a case that runs the whole pipeline. */
  readonly pipeline: number;
}

export interface RunOptions {
  /** Writes the weights in another form first. @default as they are */
  readonly rewriter?: WeightRewriter;
  /** @default those of the cases */
  readonly bounds?: LossyBounds | null;
}

export interface CaseCounts {
  readonly passed: number;
  readonly failed: number;
}

/** Outputs without bounds are integers and masks: they must be exact. */
function boundsOf(config: ParityCase['config'], tensor: string, lossy: LossyBounds | null): Bounds {
  if (lossy && Object.keys(config.weights ?? {}).length > 0) {
    const relL2 = String(config.component) in e2eComponents ? lossy.pipeline : lossy.network;
    return { maxAbs: Number.POSITIVE_INFINITY, relL2 };
  }
  const described = (config.tensors as Record<string, { suggested_max_abs?: number; suggested_rel_l2?: number }>)[
    tensor
  ];
  return { maxAbs: described?.suggested_max_abs ?? 0, relL2: described?.suggested_rel_l2 ?? 0 };
}

async function runCase(
  dir: string,
  config: ParityCase['config'],
  print: (line: string) => void,
  lossy: LossyBounds | null,
): Promise<boolean> {
  const name = basename(dir);
  const run = RUNNERS[String(config.component)];
  if (!run) {
    print(`${name} FAIL unknown component ${String(config.component)}; known are ${Object.keys(RUNNERS).join(', ')}`);
    return false;
  }
  const tensors = await loadSafetensors(join(dir, 'io.safetensors'));
  const made = await run({ name, dir, config, tensors });
  const outputs = Object.keys(tensors).filter((tensor) => tensor.startsWith('out.'));
  let passed = outputs.length > 0;
  for (const tensor of outputs) {
    const bounds = boundsOf(config, tensor, lossy);
    const actual = made[tensor];
    if (!actual) {
      print(`${name} ${tensor} FAIL not computed`);
      passed = false;
      continue;
    }
    const result = compareTensors(actual, tensors[tensor]!, bounds);
    const figures = `max abs ${result.maxAbs.toExponential(2)} (bound ${bounds.maxAbs}), rel L2 ${result.relL2.toExponential(2)} (bound ${bounds.relL2})`;
    print(`${name} ${tensor} ${result.passed ? 'ok' : 'FAIL'} ${figures}`);
    passed &&= result.passed;
  }
  return passed;
}

/** Runs every case below the folders. An unknown component or an error is a failure. */
export async function runCases(
  folders: readonly string[],
  print: (line: string) => void,
  { rewriter, bounds = null }: RunOptions = {},
): Promise<CaseCounts> {
  let passed = 0;
  let failed = 0;
  for (const folder of folders) {
    const cases = await findCases(folder);
    if (cases.length === 0) print(`${folder} has no cases: folders with a config.json`);
    for (const dir of cases) {
      let ok = false;
      try {
        const config = parseConfig(await readFile(join(dir, 'config.json'), 'utf8'));
        if (config.component === WEIGHTS_ONLY) continue;
        ok = await runCase(dir, rewriter ? await rewriter.config(dir, config) : config, print, bounds);
      } catch (error) {
        print(`${basename(dir)} FAIL ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
      if (ok) passed += 1;
      else failed += 1;
    }
  }
  return { passed, failed };
}
