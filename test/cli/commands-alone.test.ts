import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSample } from '../../apps/cli/samples.ts';
import { type RunningCli, runCli, runShell, startCli } from '../support/cli.ts';

let data: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'genesis-alone-'));
});
afterAll(() => rm(data, { recursive: true, force: true }));

/** Until a command's output says something. */
function said({ child }: RunningCli, what: RegExp): Promise<void> {
  let text = '';
  return new Promise((resolve) => {
    child.stdout!.on('data', (piece: Buffer) => {
      text += piece;
      if (what.test(text)) resolve();
    });
  });
}

const environment = () => ({ GENESIS_DATA: data, GENESIS_LOG: 'error', GENESIS_URL: '' });

it('a command without a server starts one on the data folder and ends it', async () => {
  expect(await runCli(['history', '--json'], environment())).toMatchObject({ code: 0, stdout: '[]\n', stderr: '' });
});

it('serve runs the server until it is interrupted', async () => {
  const serving = startCli(['serve', '--port', '0', '--data', data], environment());
  const url = await new Promise<string>((resolve, reject) => {
    serving.child.stdout!.on('data', (chunk: Buffer) => {
      const [, found] = /GraphQL API: +(\S+)\/graphql/.exec(chunk.toString()) ?? [];
      if (found) resolve(found);
    });
    void serving.result.then(({ stderr }) => reject(new Error(stderr)));
  });
  expect((await runCli(['presets', '--server', `${url}/graphql/`], environment())).code).toBe(0);
  const another = await runCli(['serve', '--port', '0', '--data', data], environment());
  expect(another).toMatchObject({ code: 2, stderr: expect.stringContaining('in use by another server') });

  // The folder is locked: this can only be the running server's answer. After it, one is started again.
  expect(await runCli(['history', '--json'], environment())).toMatchObject({ code: 0, stdout: '[]\n' });
  serving.child.kill('SIGINT');
  expect(await serving.result).toMatchObject({ code: 0 });
  expect(await runCli(['history', '--json'], environment())).toMatchObject({ code: 0, stdout: '[]\n' });
});

it('commands at the same time use one server, and what makes a video waits for the one before it', async () => {
  const { image, audio } = await readSample(1);
  const small = ['frameWindowSize=5', 'motionFrames=1', 'maxFrames=5', 'width=64', 'height=64'];
  const settings = ['--steps', '1', '--json', ...small.flatMap((setting) => ['--set', setting])];
  const talk = (name: string) =>
    startCli(['talk', '--image', image, '--audio', audio, ...settings, '--out', join(data, name)], environment());
  const both = [talk('a.mp4'), talk('b.mp4')];
  const firstEvent = both.map(({ child }) => new Promise((resolve) => child.stdout!.once('data', resolve)));
  await Promise.race(firstEvent);
  // While one makes its video, the other one waits.
  const { code, stdout } = await runCli(['history', '--json'], environment());
  expect({ code, states: JSON.parse(stdout).map(({ state }: { state: string }) => state) }).toEqual({
    code: 0,
    states: [expect.stringMatching(/^(QUEUED|RUNNING)$/)],
  });
  const results = await Promise.all(both.map(({ result }) => result));
  expect(results.map(({ code }) => code)).toEqual([0, 0]);
  expect(results.map(({ stderr }) => stderr).join('')).toMatch(
    /^Waiting for another command on the data folder .* \(genesis serve runs a server that commands share\) \.\.\.\n$/,
  );
  const after = JSON.parse((await runCli(['history', '--json'], environment())).stdout) as { state: string }[];
  expect(after.map(({ state }) => state)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
});

it('a video that another command pauses ends its command, and is resumed by a third', async () => {
  const { image, audio } = await readSample(1);
  const settings = ['--set', 'width=64', '--set', 'height=64', '--steps', '200', '--json'];
  const talking = startCli(['talk', '--image', image, '--audio', audio, ...settings], environment(), data);
  await said(talking, /StepProgress/);
  expect(await runCli(['pause', 'last'], environment())).toMatchObject({ code: 0, stdout: 'Paused.\n' });
  const { code, stdout, stderr } = await talking.result;
  expect({ code, stderr }).toEqual({
    code: 130,
    stderr: expect.stringMatching(/^Paused: genesis resume \S+ takes it up\n$/),
  });
  expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toMatchObject({ error: { code: 'GENERATION_STATE' } });
  const resuming = startCli(['resume', 'last', '--json'], environment(), data);
  await said(resuming, /"attempt":2[\s\S]*StepProgress/);
  resuming.child.kill('SIGINT');
  expect(await resuming.result).toMatchObject({ code: 130 });
});

it('serve refuses a port that is none', async () => {
  expect(await runCli(['serve', '--port', 'x'], environment())).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('GENESIS_PORT'),
  });
});

it('worker says that a server starts it', async () => {
  expect(await runCli(['worker'], environment())).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('genesis serve'),
  });
});

it('doctor says what works, what does not and what to do', async () => {
  const { code, stdout } = await runCli(['doctor', '--json'], environment());
  const findings = JSON.parse(stdout) as { what: string; health: string; advice: string | null }[];
  expect(code).toBe(0);
  const healthOf = Object.fromEntries(findings.map(({ what, health }) => [what, health]));
  expect(healthOf).toMatchObject({
    'Node.js': 'ok',
    database: 'ok',
    disk: 'ok',
    'provider cpu': 'ok',
    'model demo': 'ok',
  });
  expect(Object.keys(healthOf)).toEqual(
    expect.arrayContaining(['codecs', 'memory', 'provider webgpu', 'provider cuda']),
  );
  for (const { health, advice } of findings) if (health !== 'ok') expect(advice).not.toBeNull();
  const broken = await runCli(['doctor'], { ...environment(), GENESIS_MIN_FREE_DISK: String(2 ** 53 - 1) });
  expect(broken).toMatchObject({ code: 5, stdout: expect.stringMatching(/^broken +disk .*\n +→ make room/m) });
  const unwritable = await runCli(['doctor'], { ...environment(), GENESIS_DATA: fileURLToPath(import.meta.url) });
  expect(unwritable).toMatchObject({ code: 5, stdout: expect.stringMatching(/^broken +disk +no files can be made/m) });
  // Nothing can be made in /proc, whatever the rights.
  const impossible = await runCli(['doctor'], { ...environment(), GENESIS_DATA: '/proc/x/y' });
  expect(impossible).toMatchObject({
    code: 5,
    stdout: expect.stringMatching(/^broken +disk +no files can be made at \/proc$/m),
  });
});

it('parity runs recorded cases and passes its exit code on', async () => {
  const good = await runCli(['parity', 'test/fixtures/parity/bucket']);
  expect(good).toMatchObject({ code: 0, stdout: expect.stringContaining('1 passed, 0 failed') });
  expect((await runCli(['parity', 'test/fixtures/parity/bucket', '--dtype', 'int3'])).code).toBe(2);
  const nowhere = await runCli(['parity', 'no/such/folder']);
  expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no folder no/such/folder') });
});

it('bench refuses a sample that is none, and lists what it can measure', async () => {
  expect((await runCli(['bench', 'demo', '--sample', '4'])).code).toBe(2);
  expect((await runCli(['bench', '--help'])).stdout).toMatch(/demo[\s\S]*checkpoint/);
});

it('bench measures a run through a server of its own', async () => {
  const { code, stdout } = await runCli(['bench', 'length', '--seconds', '0.2', '--size', '64', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject([{ audioSeconds: 0.2, runSeconds: expect.any(Number) }]);
});

it('complete completes commands and their options, and prints a script for a shell', async () => {
  const { stdout } = await runCli(['complete', '--', 'pl']);
  expect(stdout).toMatch(/^plan\b/m);
  expect(stdout).toMatch(/^plugins\b/m);
  expect((await runCli(['complete', '--', 'talk', '--sp'])).stdout).toMatch(/^--speaker\b/m);
  for (const shell of ['bash', 'zsh', 'fish']) expect((await runCli(['complete', shell])).stdout).toContain('genesis');
});

it('the script of bash is one that bash takes, and completes genesis', async () => {
  const { code, stdout } = await runShell('bash', 'source <(genesis complete bash) && complete -p genesis');
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/^complete .*genesis\n$/) });
});

it('a command that changes nothing ends at the first Ctrl+C', async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const cli = startCli(['history', '--server', `http://127.0.0.1:${port}`]);
  silent.on('connection', () => setTimeout(() => cli.child.kill('SIGINT'), 50));
  expect(await cli.result).toMatchObject({ signal: 'SIGINT', stdout: '' });
  silent.closeAllConnections();
  silent.close();
});

it('tells its version', async () => {
  expect((await runCli(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

it('an unknown command or option is refused', async () => {
  expect((await runCli(['nonsense'])).code).toBe(2);
  expect((await runCli(['history', '--nonsense'])).code).toBe(2);
});
