import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import type { CheckedCheckpoint } from '../../core/models/check-checkpoint.ts';
import { runCli } from '../support/cli.ts';
import { TINY_DIMS } from '../support/synthetic/network-shapes.ts';
import { randomNetwork } from '../support/synthetic/random-weights.ts';
import { writeTinySet } from '../support/synthetic/tiny-set.ts';
import { writeSafetensors } from '../support/synthetic/write-safetensors.ts';

let models: string;
let tiny: string;
let odd: string;
const run = (...args: string[]) => runCli(['models', ...args], { GENESIS_MODELS: models, NO_COLOR: '1' });

beforeAll(async () => {
  models = await mkdtemp(join(tmpdir(), 'genesis-cli-'));
  [tiny, odd] = [join(models, 'tiny'), join(models, 'odd')];
  for (const root of [tiny, odd]) await writeTinySet(root, join(PACKAGE_ROOT, 'models', 'demo'));
  const umt5 = randomNetwork('umt5', TINY_DIMS.umt5, 1);
  const lacking = umt5.filter(({ name }) => !/blocks\.1\.(norm2|ffn\.fc2)/.test(name));
  const extra = { ...umt5[1]!, name: 'my.own.tensor' };
  await writeSafetensors(join(odd, 'text_encoders', 'umt5_tiny_fp16.safetensors'), [...lacking, extra]);
  await truncate(join(odd, 'vae', 'wan_2.1_vae_tiny.safetensors'), 1000);
  const lora = (name: string, shape: number[]) => ({ ...umt5[1]!, name, shape, pieces: null });
  await writeSafetensors(join(tiny, 'lora.safetensors'), [
    lora('diffusion_model.blocks.0.self_attn.q.lora_A.weight', [4, 128]),
    lora('diffusion_model.blocks.0.self_attn.q.lora_B.weight', [128, 4]),
    lora('diffusion_model.blocks.7.self_attn.q.lora_A.weight', [4, 128]),
    lora('diffusion_model.blocks.7.self_attn.q.lora_B.weight', [128, 4]),
  ]);
  await writeFile(join(odd, 'notes.bin'), 'no checkpoint');
});
afterAll(() => rm(models, { recursive: true, force: true }));

describe('models list and scan', () => {
  it('list the installed sets with what they can do', async () => {
    const { code, stdout } = await run('list', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'demo', modes: ['INFINITETALK', 'I2V'] }),
        expect.objectContaining({ name: 'tiny', modes: ['INFINITETALK', 'I2V'], lacks: [] }),
        expect.objectContaining({ name: 'odd', modes: [], lacks: ['text-encoder', 'vae'] }),
      ]),
    );
    expect((await run('list')).stdout).toMatch(/^odd +\S+ \w+ +lacks text-encoder, vae$/m);
  });

  it('take a folder in ComfyUI layout as one set', async () => {
    const { stdout } = await runCli(['models', 'list', '--json'], { GENESIS_MODELS: tiny });
    expect((JSON.parse(stdout) as { name: string }[]).map(({ name }) => name)).toEqual(['tiny', 'demo']);
  });

  it('show what lies in a folder, without a terminal’s escapes', async () => {
    const { code, stdout, stderr } = await run('scan', odd);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^diffusion_models\/wan2\.1_i2v_tiny_fp8_scaled\.safetensors +dit \(wan-dit\) +safetensors, official, model\.diffusion_model\., scaled +float8e4m3fn scaled +699\.1 kB$/m,
    );
    expect(stdout).toMatch(/^notes\.bin +unusable\n {2}CHECKPOINT_INVALID: /m);
    expect(stdout).toContain('together    can do nothing yet: no text-encoder, no vae');
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it.each([
    'scan',
    'check',
  ])('%s refuses an empty path, which is no word for the folder it runs in', async (command) => {
    expect(await run(command, '')).toMatchObject({ code: 2, stderr: expect.stringContaining('It must not be empty.') });
  });
});

describe('models check', () => {
  it('tells everything about a set', async () => {
    const { code, stdout } = await run('check', 'tiny', '--json');
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as { modes: string[]; checkpoints: CheckedCheckpoint[] };
    expect(report.modes).toEqual(['INFINITETALK', 'I2V']);
    const of = (name: string) => report.checkpoints.find(({ path }) => path.includes(name))!;
    expect(of('wan2.1_i2v')).toMatchObject({
      kind: 'network',
      container: 'safetensors',
      dialect: 'official, model.diffusion_model., scaled',
      network: { role: 'dit', plugin: 'wan-dit', dims: { dim: 128, layers: 2, inChannels: 36 } },
      missing: [],
      unexpected: [],
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      problem: null,
    });
    expect(of('wan2.1_i2v').precisions[0]).toMatchObject({ dtype: 'float8e4m3fn', scaled: true });
    expect(of('infinitetalk')).toMatchObject({
      kind: 'infinitetalk-patch',
      use: 'INFINITETALK, over a Wan 2.1 I2V DiT',
    });
    expect(of('lora')).toMatchObject({ kind: 'lora', use: "a LoRA; 1 targets fit the set's DiT" });
    expect(of('lora').unexpected).toEqual(['blocks.7.self_attn.q']);
  });

  it('names a tokenizer with more tokens than the text encoder has', async () => {
    const other = join(models, 'other-tokenizer');
    await writeTinySet(other, join(PACKAGE_ROOT, 'models', 'demo'), { umt5: { vocab: 1000 } });
    const { code, stdout } = await run('check', other);
    expect(code).toBe(5);
    expect(stdout).toMatch(/^together +can do nothing yet$/m);
    expect(stdout).toMatch(
      /tokenizer\.json: the tokenizer has 1133 tokens, the text-encoder 1000: it belongs to another/,
    );
  });

  it('fits a LoRA to every installed set', async () => {
    const { code, stdout } = await run('check', join(tiny, 'lora.safetensors'), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'lora',
      dialect: 'FusionX',
      fits: expect.arrayContaining([
        { model: 'tiny', matched: 1, targets: 2, problem: null },
        expect.objectContaining({ model: 'demo', matched: 0, targets: 2 }),
      ]),
    });
    const text = (await run('check', join(tiny, 'lora.safetensors'))).stdout;
    expect(text).toMatch(/^ {2}tiny: 1 of 2 targets fit$/m);
    expect(text).toMatch(/^ {2}demo: does not fit: .* another architecture: 0 of its 2 targets match/m);
    expect((await run('list')).stdout).toMatch(/^tiny .*; LoRAs lora$/m);
  });

  it('names every tensor that is missing from a file, and ends with a code of its own', async () => {
    const file = join(odd, 'text_encoders', 'umt5_tiny_fp16.safetensors');
    const { code, stdout } = await run('check', file, '--json');
    expect(code).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'unusable',
      dialect: 'official',
      missing: ['blocks.1.norm2.weight', 'blocks.1.ffn.fc2.weight'],
      problem: { code: 'CHECKPOINT_TENSOR_MISSING' },
    });
    const text = await run('check', file);
    expect(text.stdout).toContain('missing     2: blocks.1.norm2.weight, blocks.1.ffn.fc2.weight');
  });

  it('says of a set what it lacks', async () => {
    const { code, stdout } = await run('check', 'odd');
    expect(code).toBe(5);
    expect(stdout).toContain('together    can do nothing yet: no text-encoder, no vae');
    expect(stdout).toMatch(/CHECKPOINT_INVALID: .*wan_2\.1_vae_tiny/);
  });

  it('refuses a name that is nothing, and options that do not exist', async () => {
    const unknown = await run('check', 'nothing');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toMatch(/^MODEL_NOT_FOUND: .*\n {2}field: {4}model\n {2}accepted: .*demo/);
    expect((await run('check', 'tiny', '--frobnicate')).code).toBe(2);
    expect((await run('quantize', 'tiny')).code).toBe(2);
    expect((await run('--help')).code).toBe(0);
  });
});
