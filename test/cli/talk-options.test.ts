import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { addNetworkPrecision } from '../../apps/cli/precision-option.ts';
import { readSample } from '../../apps/cli/samples.ts';
import { addSetting } from '../../apps/cli/settings-option.ts';
import { addSpeaker } from '../../apps/cli/speaker-option.ts';
import { talkRequest } from '../../apps/cli/talk-options.ts';
import { startCli } from '../support/cli.ts';

const sample = await readSample(1);

describe('--set', () => {
  it('takes JSON or text at any depth, and several together', () => {
    const texts = ['cfg=3', 'scheduler.id=unipc', 'scheduler.options.solverOrder=3', 'sigmas=[1,0.5]', 'prompt=a=b'];
    const said = texts.reduce((before, text) => addSetting(text, before), {});
    expect(said).toEqual({
      cfg: 3,
      scheduler: { id: 'unipc', options: { solverOrder: 3 } },
      sigmas: [1, 0.5],
      prompt: 'a=b',
    });
    expect(() => addSetting('cfg=1e999')).toThrow('A number in it is too large');
    expect(() => addSetting('sigmas=[1,1e999,0]')).toThrow('A number in it is too large');
    expect(() => addSetting('cfg')).toThrow('a setting and its value');
  });
});

describe('--network-precision', () => {
  it('takes networks with their precisions, and refuses what is neither', () => {
    expect(addNetworkPrecision('dit=q8', addNetworkPrecision('text-encoder=bf16'))).toEqual([
      { role: 'TEXT_ENCODER', id: 'bf16' },
      { role: 'DIT', id: 'q8' },
    ]);
    for (const text of ['decoder=q8', 'dit', 'dit='])
      expect(() => addNetworkPrecision(text)).toThrow('text-encoder=q8');
  });
});

describe('--speaker', () => {
  it('takes a voice with a box or without, also where the path has an @', () => {
    const box = { x: 1, y: 2, width: 30, height: 40.5 };
    expect(addSpeaker('b.wav@1,2,30,40.5', addSpeaker('a.wav'))).toEqual([{ audio: 'a.wav' }, { audio: 'b.wav', box }]);
    expect(addSpeaker('me@home/b.wav@1,2,30,40.5')).toEqual([{ audio: 'me@home/b.wav', box }]);
    for (const text of ['b.wav@1,2,3', 'b.wav@7', 'b.wav@1,2,x,4', '@1,2,3,4', 'b.wav@'])
      expect(() => addSpeaker(text)).toThrow('four numbers');
  });

  it('takes a file whose own name has an @', () => {
    const named = join(mkdtempSync(join(tmpdir(), 'at@home-')), 'b.wav');
    writeFileSync(named, '');
    expect(addSpeaker(named)).toEqual([{ audio: named }]);
    rmSync(dirname(named), { recursive: true });
  });

  it('takes a mask in the place of a box', () => {
    expect(addSpeaker('b.wav@right.png')).toEqual([{ audio: 'b.wav', mask: 'right.png' }]);
  });
});

describe('the request of talk', () => {
  it('takes from the shipped sample what is left out, and nothing else without --demo', async () => {
    const demo = await talkRequest({ preset: 'demo', demo: true });
    expect(demo).toMatchObject({ image: sample.image, audio: sample.audio, recordedLipSync: sample.lipSync });
    expect(demo.input).toMatchObject({ prompt: sample.prompt, seed: sample.seed, maxFrames: sample.frames });
    expect((await talkRequest({ preset: 'demo', demo: true, steps: 2 })).recordedLipSync).toBeNull();
    const own = await talkRequest({ preset: 'demo', image: sample.image });
    expect(own).toMatchObject({ audio: null, recordedLipSync: null, input: { prompt: 'a person is talking' } });
    expect(own.input.seed).toBeUndefined();
    await expect(talkRequest({ preset: 'demo' })).rejects.toMatchObject({ field: '--image' });
  });

  it('leaves a voice beside those of speakers to the server, which refuses it', async () => {
    const speaker = [{ audio: sample.audio }];
    const both = await talkRequest({ preset: 'demo', image: sample.image, audio: sample.audio, speaker });
    expect(both).toMatchObject({ audio: sample.audio, speakers: speaker });
    expect((await talkRequest({ preset: 'demo', demo: true, speaker })).audio).toBeNull();
  });

  it('says which file is missing', async () => {
    const speaker = [{ audio: 'nowhere.wav' }];
    await expect(talkRequest({ preset: 'demo', image: sample.image, speaker })).rejects.toMatchObject({
      code: 'ASSET_NOT_FOUND',
      field: '--speaker',
    });
  });
});

describe('Ctrl+C', () => {
  let server: Server | undefined;
  afterEach(() => server?.closeAllConnections());

  it('ends the program at once when it comes a second time', async () => {
    /** A server whose generations neither end nor let themselves be cancelled. */
    server = createServer((request, response) => {
      if (request.headers.accept?.includes('event-stream')) {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
        return;
      }
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        if (body.includes('CancelGeneration')) return;
        const asset = { __typename: 'UploadAssetSuccess', asset: { id: 'a', kind: 'IMAGE' } };
        const started = { __typename: 'StartGenerationSuccess', generation: { id: 'g', seed: 1, settings: {} } };
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ data: { __typename: 'Query', uploadAsset: asset, startGeneration: started } }));
      });
    });
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const cli = startCli(['talk', '--image', sample.image, '--server', url]);
    server.on('request', (request) => {
      if (request.headers.accept?.includes('event-stream')) setTimeout(() => cli.child.kill('SIGINT'), 100);
    });
    cli.child.stderr!.on('data', (chunk: Buffer) => {
      if (chunk.includes('Cancelling')) cli.child.kill('SIGINT');
    });
    expect(await cli.result).toMatchObject({ code: null, signal: 'SIGINT', stderr: '\nCancelling ...\n' });
    server.close();
  });
});
