import { cp, mkdtemp, open, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { openSafetensors } from '../../core/graph/safetensors.ts';
import { RealServer } from '../support/real-server.ts';
import { rewriteCheckpoint } from '../support/synthetic/rewrite.ts';
import { STORAGES } from '../support/synthetic/write-checkpoint.ts';
import { SHORT, talk } from '../support/talk.ts';

const DEMO = join(PACKAGE_ROOT, 'models', 'demo');
let models: string;
let server: RealServer;

/** Overwrites a tensor from its beginning on. */
async function overwrite(file: string, tensor: string, bytes: (length: number) => Uint8Array): Promise<void> {
  const { offset, length } = (await openSafetensors(file)).tensors.get(tensor)!;
  const handle = await open(file, 'r+');
  await handle.write(bytes(length), 0, undefined, offset);
  await handle.close();
}

const bytesOf = ({ buffer }: Float32Array | Uint16Array): Uint8Array => new Uint8Array(buffer as ArrayBuffer);

/** Copies of the demo model, each broken in its own way. */
const BREAKS: Readonly<Record<string, (dir: string) => Promise<void>>> = {
  async nan(dir) {
    // 0x7e00 is NaN in float16.
    await overwrite(join(dir, 'transformer.safetensors'), 'head.head.weight', () => bytesOf(Uint16Array.of(0x7e00)));
  },
  async cut(dir) {
    await truncate(join(dir, 'vae.safetensors'), 100_000);
  },
  /** Weights within float32 whose products are not; one of them leaves float16. */
  async overflow(dir) {
    const form = { dialect: 'official', container: 'safetensors', storage: STORAGES.F32! } as const;
    const transformer = await rewriteCheckpoint(join(DEMO, 'transformer.safetensors'), dir, form);
    const largest = (length: number) => bytesOf(new Float32Array(length / 4).fill(3e38));
    await overwrite(transformer, 'head.head.weight', largest);
    await overwrite(transformer, 'blocks.0.ffn.0.weight', () => bytesOf(Float32Array.of(1e5)));
  },
  /** The decoder's last layer gives −1 whatever comes in. */
  async black(dir) {
    const vae = join(dir, 'vae.safetensors');
    await overwrite(vae, 'decoder.head.2.weight', (length) => new Uint8Array(length));
    await overwrite(vae, 'decoder.head.2.bias', (length) => bytesOf(new Uint16Array(length / 2).fill(0xbc00)));
  },
};

beforeAll(async () => {
  models = await mkdtemp(join(tmpdir(), 'genesis-models-'));
  for (const [name, breakIt] of Object.entries(BREAKS)) {
    await cp(DEMO, join(models, name), {
      recursive: true,
      filter: (file) => !file.includes('samples') && !file.includes('recipe'),
    });
    await breakIt(join(models, name));
  }
  server = await RealServer.launch({ GENESIS_MODELS: models });
});
afterAll(async () => {
  await server.stop();
  await rm(models, { recursive: true, force: true });
});

const short = { ...SHORT, maxFrames: 17 };

describe('a broken model', () => {
  it('with NaN in its weights stops the run at the first velocity, which is named', async () => {
    await expect(talk(server.client, 1, { ...short, model: 'nan' })).rejects.toMatchObject({
      code: 'NON_FINITE_TENSOR',
      stage: 'DENOISE',
      field: expect.stringMatching(/^velocity\./),
      message: expect.stringMatching(/window 1, step 1 of 2: network wan-dit in precision \w+ on cpu made \d+ of \d+/),
    });
  });

  it('that overflows in the arithmetic is stopped at the first velocity, with the precision named', async () => {
    const input = { ...short, model: 'overflow', precision: { id: 'fp32' } };
    await expect(talk(server.client, 1, input)).rejects.toMatchObject({
      code: 'NON_FINITE_TENSOR',
      stage: 'DENOISE',
      message: expect.stringContaining('step 1 of 2: network wan-dit in precision fp32 on cpu'),
    });
  });

  it('with a weight that overflows in the chosen precision is stopped before it runs, with the weight named', async () => {
    const input = { ...short, model: 'overflow', precision: { id: 'fp16' } };
    await expect(talk(server.client, 1, input)).rejects.toMatchObject({
      code: 'PRECISION_SATURATED',
      message: expect.stringMatching(/^1 of 163840 values of blocks\.0\.ffn\.0\.weight/),
    });
  });

  it('that makes black frames finishes with a warning that counts them', async () => {
    const { events } = await talk(server.client, 1, { ...short, model: 'black' });
    const warnings = events.flatMap((event) =>
      event.__typename === 'Log' && event.level === 'WARN' ? [event.message] : [],
    );
    expect(warnings).toEqual([
      expect.stringMatching(/^stage decode, window 1: network wan-vae .* made 17 of 17 frames of one colour$/),
      expect.stringMatching(/saturated frames: 100 % of the values/),
    ]);
  });

  it('with a truncated file is refused before anything is queued, and the server lives on', async () => {
    await expect(talk(server.client, 1, { ...SHORT, model: 'cut' })).rejects.toMatchObject({
      code: expect.stringMatching(/CHECKPOINT_INVALID|MODEL_NOT_FOUND/),
    });
    const { run, events } = await talk(server.client, 1, short);
    expect(run.result?.frames).toBe(17);
    expect(events.filter((event) => event.__typename === 'Log')).toEqual([]);
  });
});
