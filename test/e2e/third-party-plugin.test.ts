import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { RealServer } from '../support/real-server.ts';
import { SHORT, talk } from '../support/talk.ts';

const EXAMPLE = join(PACKAGE_ROOT, 'plugins', 'example-scheduler');
let outside: string;
let server: RealServer;

/** A folder outside the tree, with the example as npm packs it and Genesis as its peer. */
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'genesis-outside-'));
  const modules = join(outside, 'node_modules');
  await mkdir(modules);
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', outside], {
    cwd: EXAMPLE,
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .at(-1)!;
  execFileSync('tar', ['-xzf', join(outside, packed), '-C', outside]);
  await cp(join(outside, 'package'), join(modules, 'genesis-scheduler-example'), { recursive: true });
  await symlink(PACKAGE_ROOT, join(modules, 'genesis'), 'dir');
  server = await RealServer.launch({ GENESIS_PLUGINS: 'genesis-scheduler-example' }, outside);
});
afterAll(async () => {
  await server.stop();
  await rm(outside, { recursive: true, force: true });
});

describe('a plugin package from outside the tree', () => {
  it('is listed with its options and makes a video, chosen per generation', async () => {
    const { run, events } = await talk(server.client, 1, {
      ...SHORT,
      maxFrames: 17,
      scheduler: { id: 'example-cosine-euler', options: { sharpness: 1.5 } },
    });
    expect(run.result?.frames).toBe(17);
    expect(events.some((event) => event.__typename === 'StepProgress')).toBe(true);
  });

  it('is refused with an option out of its range, before anything loads', async () => {
    await expect(
      talk(server.client, 1, { ...SHORT, scheduler: { id: 'example-cosine-euler', options: { sharpness: 9 } } }),
    ).rejects.toMatchObject({
      code: 'PLUGIN_OPTIONS_INVALID',
      field: 'scheduler.options.sharpness',
    });
  });

  it('passes its own conformance test as an outsider runs it', async () => {
    const copy = join(outside, 'copy');
    await cp(EXAMPLE, copy, { recursive: true });
    const output = execFileSync('node', ['--test'], { cwd: copy, encoding: 'utf8' });
    expect(output).toMatch(/# fail 0/);
  });
});
