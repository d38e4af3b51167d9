import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { PULL_PRESETS } from '../../core/models/pull-presets.ts';
import { runCli, startCli } from '../support/cli.ts';
import { serveTinySet, startHub, type TestHub } from '../support/model-hub.ts';
import { writeTinySet } from '../support/synthetic/tiny-set.ts';

const preset = PULL_PRESETS.find(({ id }) => id === 'infinitetalk-480p-fp8')!;
const dit = preset.files.find(({ to }) => to.includes('I2V'))!;
const DIT = `${dit.repo}/${dit.path}`;

let tiny: string;
let dir: string;
let hub: TestHub;
let environment: Record<string, string>;

beforeAll(async () => {
  tiny = await mkdtemp(join(tmpdir(), 'genesis-tiny-'));
  await writeTinySet(tiny, join(PACKAGE_ROOT, 'models', 'demo'));
  return () => rm(tiny, { recursive: true, force: true });
});
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-pull-'));
  hub = await startHub();
  await serveTinySet(hub, preset, tiny);
  environment = { GENESIS_MODELS: dir, GENESIS_HUB_URL: hub.url, GENESIS_DATA: join(dir, '.data') };
});
afterEach(async () => {
  await hub.close();
  await rm(dir, { recursive: true, force: true });
});

const pull = () => runCli(['models', 'pull', preset.id, '--json'], environment);
const target = () => join(dir, preset.id, dit.to);
const partials = async () =>
  (await readdir(join(dir, preset.id), { recursive: true })).filter((name) => name.endsWith('.part'));
const ditRequests = () => hub.requests.filter(({ file }) => file === DIT).map(({ start }) => start);

async function expectWholeSet(): Promise<void> {
  for (const { repo, path, to } of preset.files) {
    const content = hub.files.get(`${repo}/${path}`)!;
    expect(content.equals(await readFile(join(dir, preset.id, to))), to).toBe(true);
  }
  expect(await partials()).toEqual([]);
}

describe('models pull', () => {
  it('fetches a set that works, and nothing the second time', async () => {
    const first = await pull();
    expect(first).toMatchObject({ code: 0 });
    expect(JSON.parse(first.stdout)).toMatchObject({
      preset: preset.id,
      files: preset.files.map(() => ({ present: false })),
    });
    expect(first.stderr).toContain(`${dit.to}: `);
    await expectWholeSet();
    const check = await runCli(['models', 'check', preset.id, '--json'], environment);
    expect(check.code).toBe(0);
    expect(JSON.parse(check.stdout)).toMatchObject({ modes: ['INFINITETALK', 'I2V'], lacks: [] });
    const requests = hub.requests.length;
    const second = await pull();
    expect(JSON.parse(second.stdout)).toMatchObject({ files: preset.files.map(() => ({ present: true })) });
    expect(hub.requests).toHaveLength(requests);
  });

  it('goes on where a connection was cut', async () => {
    hub.mischief.set(DIT, { cutAfter: 200_000, cuts: 3 });
    expect(await pull()).toMatchObject({ code: 0 });
    const [first, ...later] = ditRequests();
    expect(first).toBe(0);
    expect(later).toHaveLength(3);
    expect(later.every((start, i) => start > (i === 0 ? 0 : later[i - 1]!))).toBe(true);
    await expectWholeSet();
  });

  it.each(['SIGKILL', 'SIGINT'] as const)('goes on where %s ended it', async (signal) => {
    hub.mischief.set(DIT, { hangAfter: 300_000 });
    const { child, result } = startCli(['models', 'pull', preset.id, '--json'], environment);
    let part = 0;
    while (part < 300_000) {
      await wait(20);
      const [name] = await partials().catch(() => []);
      part = name === undefined ? 0 : (await stat(join(dir, preset.id, name))).size;
    }
    child.kill(signal);
    const ended = await result;
    if (signal === 'SIGINT') {
      expect(ended.code).toBe(130);
      expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: 'CANCELLED' } });
    } else expect(ended.signal).toBe('SIGKILL');
    hub.mischief.clear();
    expect(await pull()).toMatchObject({ code: 0 });
    expect(ditRequests()).toEqual([0, 300_000]);
    await expectWholeSet();
  });

  it('refuses a file with another checksum, removes it, and takes the right one later', async () => {
    hub.mischief.set(DIT, { listedSha256: 'a'.repeat(64) });
    const refused = await pull();
    expect(refused.code).toBe(3);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      error: { code: 'DOWNLOAD_CORRUPT', accepted: `sha256 ${'a'.repeat(64)}` },
    });
    expect(await partials()).toEqual([]);
    await expect(stat(target())).rejects.toMatchObject({ code: 'ENOENT' });
    hub.mischief.clear();
    expect(await pull()).toMatchObject({ code: 0 });
    await expectWholeSet();
  });

  it('checks small files too, which have a Git checksum', async () => {
    const config = preset.files.find(({ to }) => to.endsWith('tokenizer_config.json'))!;
    const file = `${config.repo}/${config.path}`;
    const honest = hub.files.get(file)!;
    hub.mischief.set(file, { listedBytes: honest.length - 1 });
    const refused = await pull();
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'DOWNLOAD_CORRUPT' } });
    expect(refused.code).toBe(3);
  });

  it('refuses before the first byte what does not fit on the disk', async () => {
    hub.mischief.set(DIT, { listedBytes: 1e16 });
    const refused = await pull();
    expect(refused.code).toBe(3);
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'DISK_FULL' } });
    expect(hub.requests).toEqual([]);
  });

  it('says where it cannot write', async () => {
    await writeFile(join(dir, preset.id), 'a file where the folder of the set would be');
    const refused = await pull();
    expect(refused.code).toBe(3);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      error: { code: 'STORAGE_FAILED', message: expect.stringContaining(preset.id) },
    });
  });

  it('says what the hub lacks, and when there is no hub', async () => {
    hub.files.delete(DIT);
    const lacking = await pull();
    expect(lacking.code).toBe(3);
    expect(JSON.parse(lacking.stdout).error.message).toContain(dit.path);
    await hub.close();
    const down = await pull();
    expect(down.code).toBe(3);
    expect(JSON.parse(down.stdout)).toMatchObject({ error: { code: 'DOWNLOAD_FAILED' } });
  });

  it('names the presets that there are, and needs a models folder', async () => {
    const unknown = await runCli(['models', 'pull', 'everything', '--json'], environment);
    expect(unknown.code).toBe(2);
    expect(JSON.parse(unknown.stdout).error).toMatchObject({
      code: 'MODEL_NOT_FOUND',
      field: 'preset',
      accepted: PULL_PRESETS.map(({ id }) => id).join(', '),
    });
    const homeless = await runCli(['models', 'pull', preset.id], { GENESIS_HUB_URL: hub.url });
    expect(homeless.code).toBe(2);
    expect(homeless.stderr).toContain('GENESIS_MODELS');
  });
});
