import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RealServer } from '../support/real-server.ts';
import { type LoraForm, writeLora } from '../support/synthetic/lora.ts';
import { pictureHash, SHORT, type Talk, talk } from '../support/talk.ts';
import { shapesOf } from '../support/weights.ts';

const REQUEST = { ...SHORT, maxFrames: 17 };
const MODULES = [0, 1, 2, 3, 4, 5, 6].flatMap((block) =>
  ['self_attn.q', 'self_attn.v', 'cross_attn.o', 'ffn.0', 'ffn.2'].map((module) => `blocks.${block}.${module}`),
);
const form: LoraForm = {
  naming: 'lightx2v',
  rank: 4,
  alpha: 2,
  modules: MODULES,
  differences: ['blocks.3.norm3.weight', 'blocks.3.self_attn.q.bias'],
  seed: 4,
  size: 0.25,
};

let models: string;
let server: RealServer;
beforeAll(async () => {
  models = await mkdtemp(join(tmpdir(), 'genesis-e2e-loras-'));
  await mkdir(join(models, 'loras'));
  await writeLora(
    join(models, 'loras', 'style.safetensors'),
    await shapesOf('models/demo/transformer.safetensors'),
    form,
  );
  server = await RealServer.launch({ GENESIS_MODELS: models });
});
afterAll(async () => {
  await server.stop();
  await rm(models, { recursive: true, force: true });
});

const styled = (strength: number, settings: object = {}): Promise<Talk> =>
  talk(server.client, 1, { ...REQUEST, ...settings, loras: [{ name: 'style', strength }] });

const stagesThatRan = ({ run }: Talk) => run.stages.filter(({ cached }) => !cached).map(({ stage }) => stage);

/** Every pixel as it was decoded: in a lossy codec one level more in one pixel changes what follows it. */
const LOSSLESS = { output: { id: 'webp', options: { lossless: true } } } as const;

/** Mean absolute difference of two lossless videos' frames, of 255. */
async function difference(a: Talk, b: Talk): Promise<number> {
  const [first, second] = await Promise.all(
    [a, b].map(({ video }) => sharp(video, { animated: true }).raw().toBuffer()),
  );
  expect(first!.length).toBe(second!.length);
  return first!.reduce((sum, value, i) => sum + Math.abs(value - second![i]!), 0) / first!.length;
}

describe('a talking video with a LoRA, through the real server', () => {
  it('is another one for each strength, the plain one at 0, and the same merged', async () => {
    const plain = await talk(server.client, 1, REQUEST);
    const full = await styled(1);
    expect(new Set(stagesThatRan(full))).toEqual(new Set(['DENOISE', 'DECODE', 'MUX']));
    const message = 'LoRA style.safetensors: 36 weights at strength 1, beside the weights';
    expect(full.events).toContainEqual(expect.objectContaining({ __typename: 'Log', message }));
    const exact = await styled(1, LOSSLESS);
    expect(await difference(exact, await talk(server.client, 1, { ...REQUEST, ...LOSSLESS }))).toBeGreaterThan(0.5);

    const half = await styled(0.5);
    expect(await pictureHash(half.video)).not.toBe(await pictureHash(full.video));

    const none = await styled(0);
    expect(stagesThatRan(none)).toEqual(['MUX']);
    expect(await pictureHash(none.video)).toBe(await pictureHash(plain.video));

    // The demo's weights are float16: sums are rounded to that unless the precision asks for more.
    const merged = await talk(server.client, 1, {
      ...REQUEST,
      ...LOSSLESS,
      precision: { id: 'fp32' },
      loras: [{ name: 'style', merge: true }],
    });
    expect(stagesThatRan(merged)).toContain('DENOISE');
    expect(await difference(merged, exact)).toBeLessThan(0.01);

    const again = await styled(1);
    expect(stagesThatRan(again)).toEqual([]);
  }, 300_000);
});
