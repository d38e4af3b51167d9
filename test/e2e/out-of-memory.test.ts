import { afterEach, describe, expect, it } from 'vitest';
import { descendants, RealServer, resultOf } from '../support/real-server.ts';
import { SHORT, start, talk, until } from '../support/talk.ts';

/** Between what the VAE's host takes with the memory arena of `resident` (over 600 MiB) and without it (under 350). */
const LIMIT = String(450 * 1024 * 1024);
const input = { ...SHORT, memory: { id: 'resident' } };
let server: RealServer | undefined;
afterEach(() => server?.stop());

describe.runIf(process.platform === 'linux')('under a hard memory limit that resident breaks', () => {
  it('the same picture comes out after stepping down, to the byte', async () => {
    server = await RealServer.launch();
    const unlimited = await talk(server.client, 1, input);
    await server.stop();
    server = await RealServer.launch({ GENESIS_HOST_MEMORY_LIMIT: LIMIT });
    const limited = await talk(server.client, 1, { ...input, oomPolicy: 'SAME_PICTURE' });
    const runs = limited.generation.runs;
    expect(runs.length).toBeGreaterThan(1);
    expect(runs.at(0)).toMatchObject({ state: 'FAILED', errorCode: 'OUT_OF_MEMORY' });
    expect(runs.at(-1)).toMatchObject({ state: 'SUCCEEDED' });
    // What the first run had finished is not computed again.
    const cached = runs
      .at(-1)!
      .stages.filter((stage) => stage.cached)
      .map(({ stage }) => stage);
    expect(cached).toEqual(expect.arrayContaining(['PREPARE', 'ENCODE_TEXT', 'ENCODE_IMAGE', 'ENCODE_AUDIO']));
    expect(limited.sha256).toBe(unlimited.sha256);
  });

  it('a generation that may not step down fails with the reason, and the server goes on', async () => {
    server = await RealServer.launch({ GENESIS_HOST_MEMORY_LIMIT: LIMIT });
    const id = await start(server.client, 1, { ...input, oomPolicy: 'FAIL' });
    const failed = await until(server.client, id, (event) => event.__typename === 'RunFailed');
    expect(failed).toMatchObject({ code: 'OUT_OF_MEMORY' });
    const next = await talk(server.client, 1, { ...SHORT, memory: { id: 'offload' } });
    expect(next.generation.state).toBe('SUCCEEDED');
  });
});

it('a host that is killed is no shortage of memory: the run is resumed to the same bytes', async () => {
  server = await RealServer.launch();
  const undisturbed = await talk(server.client, 1, { ...input, steps: 6, seed: 11 });
  await server.stop();
  server = await RealServer.launch();
  const id = await start(server.client, 1, { ...input, steps: 6, seed: 11 });
  await until(server.client, id, (event) => event.__typename === 'StepProgress');
  for (const pid of descendants(server.pid, 'host-main')) process.kill(pid, 'SIGKILL');
  await until(server.client, id, (event) => event.__typename === 'StateChanged' && event.state === 'SUCCEEDED');
  const { generation, sha256 } = await resultOf(server.client, id);
  expect(generation.runs.map(({ state, errorCode }) => [state, errorCode])).toEqual([
    ['INTERRUPTED', 'HOST_DIED'],
    ['SUCCEEDED', null],
  ]);
  expect(sha256).toBe(undisturbed.sha256);
});
