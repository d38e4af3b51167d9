import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSample } from '../../apps/cli/samples.ts';
import { runCli, startCli } from '../support/cli.ts';

let data: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'genesis-killed-'));
});
afterAll(() => rm(data, { recursive: true, force: true }));

const SETTINGS = ['frameWindowSize=5', 'motionFrames=1', 'maxFrames=5', 'width=64', 'height=64'];
const environment = () => ({ GENESIS_DATA: data, GENESIS_URL: '', GENESIS_CHECKPOINT_SECONDS: '0' });

it('a command that was killed is taken up by resume, as what was paused is', async () => {
  const { image, audio } = await readSample(1);
  const settings = SETTINGS.flatMap((setting) => ['--set', setting]);
  const options = ['--image', image, '--audio', audio, '--steps', '60', '--json', ...settings];
  const talking = startCli(['talk', ...options, '--out', join(data, 'a.mp4')], environment());
  for (let text = ''; !text.includes('StepProgress'); ) text += (await once(talking.child.stdout!, 'data'))[0];
  talking.child.kill('SIGKILL');
  await talking.result;

  const states = JSON.parse((await runCli(['history', '--json'], environment())).stdout) as { state: string }[];
  expect(states).toMatchObject([{ state: expect.stringMatching(/^(QUEUED|RUNNING)$/) }]);
  const resumed = await runCli(['resume', 'last', '--json', '--out', join(data, 'b.mp4')], environment());
  // What the server did about it is no news to who asked for it.
  expect(resumed).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(resumed.stdout.trim().split('\n').at(-1)!)).toMatchObject({ type: 'Report', frames: 5 });
});
