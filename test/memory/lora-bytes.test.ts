import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { AppliedLora } from '../../core/checkpoints/lora/applied-lora.ts';
import { openLora } from '../../core/checkpoints/lora/lora-overlay.ts';
import { calibrationOf } from '../../core/memory/calibration.ts';
import { NetworkPool } from '../../core/memory/network-pool.ts';
import { forecastWeights } from '../../core/memory/weights-forecast.ts';
import type { NetworkSource } from '../../core/models/model-set.ts';
import type { CheckpointView, NetworkContribution } from '../../core/plugin-api/index.ts';
import wanDit from '../../plugins/wan-dit/index.ts';
import { openPrecision, openProvider } from '../precision/setups.ts';
import { DEMO_DIT, DEMO_DIT_SETTINGS } from '../support/dit-window.ts';
import { openCheckpoint } from '../support/open-checkpoint.ts';
import { writeLora } from '../support/synthetic/lora.ts';
import { shapesOf } from '../support/weights.ts';

const RANK = 1024;
const LAYERS = ['self_attn.q', 'self_attn.k', 'self_attn.v', 'self_attn.o', 'cross_attn.q', 'ffn.0', 'ffn.2'];
const MODULES = Array.from({ length: 7 }, (_, block) => LAYERS.map((layer) => `blocks.${block}.${layer}`)).flat();
/** Five matrices of 256 × 256 and two of 256 × 640 in each block: rank · (in + out) elements each, in float32. */
const LORA_BYTES = 7 * (5 * (256 + 256) + 2 * (256 + 640)) * RANK * 4;

let dir: string;
let checkpoint: CheckpointView;
let file: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-lora-bytes-'));
  checkpoint = await openCheckpoint(DEMO_DIT, DEMO_DIT_SETTINGS);
  file = join(dir, 'large.safetensors');
  const form = { naming: 'kohya', rank: RANK, modules: MODULES, seed: 1, size: 0.01, dtype: 'BF16' } as const;
  await writeLora(file, await shapesOf(DEMO_DIT), form);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const lora = async (merge: boolean): Promise<AppliedLora> => ({
  overlay: await openLora(file, checkpoint),
  strength: 1,
  blocks: [],
  merge,
});

function forecastBytes(loras: readonly AppliedLora[]): number {
  const source = { role: 'dit', checkpoint, loras } as unknown as NetworkSource;
  const settings = { provider: 'cpu', calibration: calibrationOf('cpu'), precision: openPrecision('auto', {}) };
  const { shared, block, blocks } = forecastWeights(source, { ...settings, computeType: 'float32' });
  return shared.ram + blocks * block.ram;
}

/** Resolves once a process has nothing more to do: it waits, and has used no processor time for half a second. */
async function atRest(pid: number): Promise<void> {
  let last = '';
  let same = 0;
  await vi.waitUntil(
    async () => {
      const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]!.split(' ');
      const used = `${fields[11]} ${fields[12]}`;
      same = fields[0] === 'S' && used === last ? same + 1 : 0;
      last = used;
      return same === 5;
    },
    { interval: 100, timeout: 60_000 },
  );
}

/** Memory of its own that a host of the DiT has once it is loaded, which goes on when it can already be used. */
async function hostBytes(loras: readonly AppliedLora[]): Promise<number> {
  const contribution = wanDit.contributes[0] as NetworkContribution<'dit'>;
  const network = contribution.create({ log: () => {} }, contribution.options.parse({}));
  const config = network.detect(checkpoint);
  const source: NetworkSource = {
    role: 'dit',
    contribution,
    network,
    config,
    checkpoint,
    file: DEMO_DIT,
    bytes: 0,
    loras,
  };
  const { setup } = await openProvider('cpu');
  const precision = { id: 'auto', identity: 'auto', value: openPrecision('auto', {}), dir };
  const provider = { id: 'cpu', version: '1.0.0', provider: setup!.execution, threads: 2, precision };
  const pool = new NetworkPool();
  try {
    await using _lease = await pool.acquire(source, provider, { residency: 'offload' });
    const [host] = pool.processes();
    await atRest(host!.pid);
    const status = await readFile(`/proc/${host!.pid}/status`, 'utf8');
    return 1024 * Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)![1]);
  } finally {
    await pool.endAll();
  }
}

// Linux only: other systems do not tell what files back.
it.runIf(process.platform === 'linux')(
  'the forecast has the bytes that LoRAs take beside the weights, and none of merged ones',
  async () => {
    const [beside, merged] = [[await lora(false)], [await lora(true)]];
    const bare = await hostBytes([]);
    const ofBeside = (await hostBytes(beside)) - bare;
    const ofMerged = (await hostBytes(merged)) - bare;
    expect(forecastBytes(beside) - forecastBytes([])).toBe(LORA_BYTES);
    expect(ofBeside / LORA_BYTES).toBeGreaterThan(0.9);
    expect(ofBeside / LORA_BYTES).toBeLessThan(1.15);
    expect(forecastBytes(merged)).toBe(forecastBytes([]));
    expect(Math.abs(ofMerged) / LORA_BYTES).toBeLessThan(0.1);
  },
);
