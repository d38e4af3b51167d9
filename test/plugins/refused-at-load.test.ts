import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { definePlugin, PLUGIN_API_VERSION, type Plugin, z } from '../../core/plugin-api/index.ts';
import { unavailability } from '../../core/plugin-host/availability.ts';
import { loadPlugin } from '../../core/plugin-host/load.ts';

const scheduler = {
  kind: 'scheduler',
  id: 'outside',
  version: '1.0.0',
  title: 'Outside',
  description: 'A scheduler.',
  options: z.object({}),
  capabilities: { stochastic: false, callsPerStep: 1 },
  create: () => ({ prepare: () => Promise.reject(new Error('never run')) as never }),
};

/** As JavaScript, which no compiler checks, would hand it over. */
const define = (contribution: unknown) =>
  definePlugin({
    name: 'outside',
    version: '1.0.0',
    api: PLUGIN_API_VERSION,
    contributes: [contribution] as unknown as Plugin['contributes'],
  });

const throws = (message: string) => () => {
  throw new Error(message);
};

describe('a contribution that breaks the contract is refused with its field and what would be accepted', () => {
  it.each([
    ['is nothing', null, 'contributes[0]', /an object/],
    ['is of no known kind', { ...scheduler, kind: 'sampler' }, 'contributes[0].kind', /scheduler, guidance/],
    ['has no version', { ...scheduler, version: undefined }, 'contributes[0].version', /1\.0\.0/],
    ['has no title', { ...scheduler, title: undefined }, 'contributes[0].title', /text/],
    ['has no description', { ...scheduler, description: 3 }, 'contributes[0].description', /text/],
    ['has no capabilities', { ...scheduler, capabilities: undefined }, 'contributes[0].capabilities', /callsPerStep/],
    [
      'has a schema that throws',
      { ...scheduler, options: z.object({ a: z.number().default(1).transform(throws('boom')) }) },
      'contributes[0].options',
      /\{\} is valid/,
    ],
    [
      'has a schema of another library',
      { ...scheduler, options: { safeParse: () => ({ success: true, data: {} }) } },
      'contributes[0].options',
      /genesis\/plugin-api/,
    ],
    [
      'has an option whose values JSON cannot hold',
      { ...scheduler, options: z.object({ day: z.date().default(new Date(0)) }) },
      'contributes[0].options',
      /JSON/,
    ],
    [
      'has an option that JSON refuses',
      { ...scheduler, options: z.object({ count: z.bigint().default(1n) }) },
      'contributes[0].options',
      /JSON/,
    ],
  ])('%s', (_, contribution, field, accepted) => {
    const refused = { code: 'PLUGIN_INVALID', field, accepted: expect.stringMatching(accepted) };
    expect(() => define(contribution)).toThrow(expect.objectContaining(refused));
    expect(() => define(contribution)).toThrow(/"outside"/);
  });

  it('takes one that keeps it', () => {
    expect(define(scheduler).contributes[0]!.id).toBe('outside');
  });
});

describe('a file that cannot be loaded', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genesis-broken-plugins-'));
    await symlink(join(PACKAGE_ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const load = async (name: string, text: string, deadline?: number) => {
    await writeFile(join(folder, name), text);
    return loadPlugin(`./${name}`, folder, deadline).catch((error: unknown) => error);
  };

  it('says which one it is and what it threw', async () => {
    const error = await load('throws.mjs', "throw new Error('boom at import');");
    expect(error).toMatchObject({
      code: 'PLUGIN_INVALID',
      message: expect.stringMatching(/throws\.mjs.*boom at import/),
    });
  });

  it('is given up when its import never ends', async () => {
    const error = await load('never.mjs', 'await new Promise(() => {});', 50);
    expect(error).toMatchObject({
      code: 'PLUGIN_INVALID',
      message: expect.stringMatching(/never\.mjs.*0\.05 s/),
      accepted: expect.stringMatching(/top level/),
    });
  });

  it('keeps the field of what definePlugin refuses', async () => {
    const door = JSON.stringify(join(PACKAGE_ROOT, 'core', 'plugin-api', 'index.ts'));
    const text = `import { definePlugin } from ${door}; export default definePlugin({ name: 'old', version: '1.0.0', api: 99, contributes: [] });`;
    const error = await load('old.mjs', text);
    expect(error).toMatchObject({
      code: 'PLUGIN_INVALID',
      field: 'api',
      message: expect.stringMatching(/^plugin ".\/old\.mjs": plugin "old": written for plugin API 99/),
      accepted: expect.stringContaining(String(PLUGIN_API_VERSION)),
    });
  });
});

describe('a contribution that does not tell whether it can run', () => {
  const output = (unavailable: () => unknown) => ({ ...scheduler, kind: 'output', unavailable }) as never;

  it('is unavailable when its answer does not come', async () => {
    const found = await unavailability(
      output(() => new Promise(() => {})),
      50,
    );
    expect(found?.reason).toMatch(/no answer.*0\.05 s/);
  });

  it('is unavailable when its answer is neither null nor a reason', async () => {
    expect((await unavailability(output(() => 42)))?.reason).toMatch(/null or a reason/);
  });
});
