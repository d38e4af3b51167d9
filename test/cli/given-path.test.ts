import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';

const root = resolve(import.meta.dirname, '../..');
const samples = join(root, 'models', 'demo', 'samples');

/** As npm runs a script of package.json for a user who is in another folder. */
const byNpm = (folder: string, script: string, ...args: string[]) =>
  runCli(args, { INIT_CWD: folder, npm_package_json: join(root, 'package.json'), npm_lifecycle_event: script }, root);

it('paths are those of the folder in which the user has called npm', async () => {
  const checked = await byNpm(join(root, 'models', 'demo'), 'genesis', 'models', 'check', 'clip.safetensors');
  expect(checked).toMatchObject({ code: 0, stdout: expect.stringContaining('image-encoder') });
  const scanned = await byNpm(join(root, 'models'), 'genesis', 'models', 'scan', 'demo');
  expect(scanned).toMatchObject({ code: 0, stdout: expect.stringContaining('transformer.safetensors') });

  const picture = ['talk', '--image', 'portrait_1.png'];
  const missing = (file: string) => ({
    code: 2,
    stderr: expect.stringContaining(`there is no file ${join(samples, file)}\n`),
  });
  expect(await byNpm(samples, 'demo', ...picture, '--audio', 'none.wav')).toMatchObject(missing('none.wav'));
  expect(await byNpm(samples, 'demo', ...picture, '--speaker', 'none.wav')).toMatchObject(missing('none.wav'));
  const masked = [...picture, '--speaker', 'speech_1.wav@none.png'];
  expect(await byNpm(samples, 'demo', ...masked)).toMatchObject(missing('none.png'));
});

it('of a script that is another program they stay as they are', async () => {
  expect(await byNpm(samples, 'test', 'talk', '--image', 'portrait_1.png')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('there is no file portrait_1.png\n'),
  });
});
