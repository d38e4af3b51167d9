import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { GenesisClient } from '../../apps/cli/client.ts';
import type { Generated } from '../../apps/cli/generate.ts';
import { saveVideo } from '../../apps/cli/talk.ts';
import { runShell } from '../support/cli.ts';
import { RealServer } from '../support/real-server.ts';
import { SHORT, talk } from '../support/talk.ts';

const VIDEO = 'the video';
const made = { generation: { id: 'g', output: { url: '/video' } }, run: { result: null } } as unknown as Generated;

let server: Server;
let client: GenesisClient;
let dir: string;
beforeAll(async () => {
  server = createServer((_, response) => void response.end(VIDEO));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new GenesisClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
afterAll(() => server.close());
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-saved-'));
  return () => rm(dir, { recursive: true, force: true });
});

it('takes the place of what was there, through a link too, and leaves nothing beside it', async () => {
  await writeFile(join(dir, 'a.mp4'), 'before');
  await symlink('a.mp4', join(dir, 'link.mp4'));
  await saveVideo(client, made, join(dir, 'link.mp4'));
  expect(await readFile(join(dir, 'a.mp4'), 'utf8')).toBe(VIDEO);
  expect((await readdir(dir)).sort()).toEqual(['a.mp4', 'link.mp4']);
});

it('goes into a pipe, for a program that reads it', async () => {
  const pipe = join(dir, 'pipe.mp4');
  await promisify(execFile)('mkfifo', [pipe]);
  const read = readFile(pipe, 'utf8');
  await saveVideo(client, made, pipe);
  expect(await read).toBe(VIDEO);
});

it('that does not fit on the disk leaves what was there, and no half of itself', async () => {
  const real = await RealServer.launch();
  try {
    const { id } = (await talk(real.client, 1, SHORT)).generation;
    const out = join(dir, 'kept.mp4');
    await writeFile(out, 'an earlier video');
    // Files of at most 4 kB, in blocks of 1 kB.
    const saved = await runShell('bash', `ulimit -f 4; genesis show ${id} --out '${out}' --server ${real.url}`);
    expect(saved).toMatchObject({ code: 3, stderr: expect.stringContaining(`genesis show ${id} --out FILE`) });
    expect(await readFile(out, 'utf8')).toBe('an earlier video');
    expect(await readdir(dir)).toEqual(['kept.mp4']);
  } finally {
    await real.stop();
  }
});
