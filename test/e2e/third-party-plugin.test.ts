import { execFileSync } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLE, EXAMPLE_PACKAGE, packExampleOutside } from '../support/outside-plugin.ts';
import { RealServer } from '../support/real-server.ts';
import { SHORT, talk } from '../support/talk.ts';

let outside: string;
let server: RealServer;

beforeAll(async () => {
  outside = await packExampleOutside();
  server = await RealServer.launch({ GENESIS_PLUGINS: EXAMPLE_PACKAGE }, outside);
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
