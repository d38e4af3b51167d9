import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CancelGeneration, GenerationResult } from '../../apps/cli/operations.ts';
import { RealServer } from '../support/real-server.ts';
import { SHORT, start, talk, until } from '../support/talk.ts';

const input = { ...SHORT, steps: 4, scheduler: { id: 'dpm++_sde' } };
let server: RealServer | undefined;
let undisturbed: string;

beforeAll(async () => {
  const quiet = await RealServer.launch({ GENESIS_CACHE: 'off' });
  const [first, second] = [await talk(quiet.client, 1, input), await talk(quiet.client, 1, input)];
  expect(second.run.stages.some((stage) => stage.cached)).toBe(false);
  expect(second.sha256).toBe(first.sha256);
  undisturbed = first.sha256;
  await quiet.stop();
});
afterEach(() => server?.stop());

/** Process ids of the programs called `name` that descend from a process. */
function descendants(pid: number, name: string): number[] {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, child, parent, args]) => ({ child: Number(child), parent: Number(parent), args: args! }));
  const below = (parent: number): typeof processes =>
    processes.filter((each) => each.parent === parent).flatMap((each) => [each, ...below(each.child)]);
  return below(pid)
    .filter(({ args }) => args.includes(name))
    .map(({ child }) => child);
}

const videoHash = async (running: RealServer, id: string) => {
  const { generation } = await running.client.execute(GenerationResult, { id });
  return {
    generation: generation!,
    sha256: createHash('sha256')
      .update(await running.client.download(generation!.output!.url))
      .digest('hex'),
  };
};

describe('nothing is lost', () => {
  it('when the server is killed in the second window: the run is INTERRUPTED, the next one resumes to the same bytes', async () => {
    server = await RealServer.launch();
    const id = await start(server.client, 1, input);
    await until(server.client, id, (event) => event.__typename === 'StepProgress' && event.window === 1);
    await server.kill();
    await server.start();
    await until(server.client, id, (event) => event.__typename === 'StateChanged' && event.state === 'SUCCEEDED');
    const { generation, sha256 } = await videoHash(server, id);
    expect(generation.runs.map((run) => run.state)).toEqual(['INTERRUPTED', 'SUCCEEDED']);
    const resumed = generation.runs[1]!.stages;
    expect(resumed.find((stage) => stage.stage === 'DECODE' && stage.window === 0)?.cached).toBe(true);
    expect(sha256).toBe(undisturbed);
  });

  it('when the worker is killed while it denoises', async () => {
    server = await RealServer.launch();
    const id = await start(server.client, 1, input);
    await until(server.client, id, (event) => event.__typename === 'StepProgress');
    for (const pid of descendants(server.pid, 'worker/main')) process.kill(pid, 'SIGKILL');
    await until(server.client, id, (event) => event.__typename === 'StateChanged' && event.state === 'SUCCEEDED');
    const { generation, sha256 } = await videoHash(server, id);
    expect(generation.runs.map((run) => run.state)).toEqual(['INTERRUPTED', 'SUCCEEDED']);
    expect(sha256).toBe(undisturbed);
  });
});

describe('cancelling', () => {
  it('stops a forward pass in its middle, within a second, and leaves no host behind', async () => {
    server = await RealServer.launch();
    const id = await start(server.client, 1, { ...input, steps: 200 });
    await until(server.client, id, (event) => event.__typename === 'StepProgress');
    const began = performance.now();
    await server.client.execute(CancelGeneration, { id });
    await until(server.client, id, (event) => event.__typename === 'StateChanged' && event.state === 'CANCELLED');
    expect(performance.now() - began).toBeLessThan(1000);
    expect(descendants(server.pid, 'host-main')).toEqual([]);
    const { generation } = await server.client.execute(GenerationResult, { id });
    expect(generation?.runs.map((run) => run.state)).toEqual(['CANCELLED']);
  });
});
