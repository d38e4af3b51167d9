import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { RealServer } from '../support/real-server.ts';
import { SOFTWARE_GPU } from '../support/software-gpu.ts';
import { SHORT, talk } from '../support/talk.ts';

const run = promisify(execFile);
const env = { ...process.env, ...SOFTWARE_GPU };

/** One of each network, with the attention that is right on this card. */
const CASES = [
  'parity/vae_encode_5f',
  'parity/vae_decode_3l',
  'parity/clip_preprocessed',
  'parity/umt5_short',
  'parity/wav2vec2_mixed_dims',
  'variants/dit_infinitetalk_one_frame',
];

describe.runIf(SOFTWARE_GPU)('on WebGPU, by the processor', () => {
  it('networks have the numbers of the reference code', async () => {
    const program = join(PACKAGE_ROOT, 'dist/test/parity/main.js');
    const folders = CASES.map((name) => join(PACKAGE_ROOT, 'test/fixtures', name));
    const { stdout } = await run(process.execPath, [program, ...folders, '--provider', 'webgpu'], { env });
    expect(stdout.trim().split('\n').at(-1)).toBe(`${CASES.length} passed, 0 failed`);
  }, 300_000);

  it('doctor says that a card without float16 takes float32', async () => {
    const program = join(PACKAGE_ROOT, 'dist/apps/cli/genesis.js');
    const { stdout } = await run(process.execPath, [program, 'doctor', '--json'], { env });
    const findings = JSON.parse(stdout) as { what: string }[];
    expect(findings.find(({ what }) => what === 'provider webgpu')).toEqual({
      what: 'provider webgpu',
      health: 'limited',
      found: 'wan-vae: this graphics card has no float16',
      advice: 'provider.options.compute: float32, and the same for textEncoder',
    });
  }, 120_000);

  describe('through the server', () => {
    let server: RealServer;
    beforeAll(async () => {
      server = await RealServer.launch(SOFTWARE_GPU!);
    });
    afterAll(() => server?.stop());

    it('a run that needs float16 ends with what the card takes instead', async () => {
      const wanted = talk(server.client, 1, {
        ...SHORT,
        provider: { id: 'webgpu', options: { textEncoder: 'float16' } },
      });
      await expect(wanted).rejects.toMatchObject({
        code: 'PLUGIN_UNAVAILABLE',
        field: 'provider.options.compute',
        message: expect.stringContaining('this graphics card has no float16'),
      });
    }, 120_000);
  });
});
