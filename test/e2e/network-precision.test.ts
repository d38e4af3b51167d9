import { afterAll, beforeAll, expect, it } from 'vitest';
import { addNetworkPrecision } from '../../apps/cli/precision-option.ts';
import { RealServer } from '../support/real-server.ts';
import { pictureHash, SHORT, type Talk, talk } from '../support/talk.ts';

let server: RealServer;
beforeAll(async () => {
  server = await RealServer.launch({});
});
afterAll(() => server.stop());

const REQUEST = { ...SHORT, maxFrames: 17 };
const made = (...networks: string[]): Promise<Talk> => {
  const networkPrecision = networks.flatMap((text) => addNetworkPrecision(text));
  return talk(server.client, 1, { ...REQUEST, networkPrecision });
};
const stagesThatRan = ({ run }: Talk) => new Set(run.stages.filter(({ cached }) => !cached).map(({ stage }) => stage));
const conversions = ({ events }: Talk) =>
  events.flatMap((event) =>
    event.__typename === 'Log'
      ? (/^weights of the (\S+) in (\S+):/.exec(event.message)?.slice(1, 3).join(' ') ?? [])
      : [],
  );

it('two networks in different precisions: only their stages run again, and only they are converted', async () => {
  const plain = await made();
  const picture = await pictureHash(plain.video);

  const dit = await made('dit=q8');
  expect(stagesThatRan(dit)).toEqual(new Set(['DENOISE', 'DECODE', 'MUX']));
  expect(new Set(conversions(dit))).toEqual(new Set(['dit q8']));
  expect(await pictureHash(dit.video)).not.toBe(picture);

  const both = await made('text-encoder=q4', 'dit=q8');
  expect(stagesThatRan(both)).toEqual(new Set(['ENCODE_TEXT', 'DENOISE', 'DECODE', 'MUX']));
  expect(new Set(conversions(both))).toEqual(new Set(['text-encoder q4']));
  expect(await pictureHash(both.video)).not.toBe(await pictureHash(dit.video));

  const again = await made();
  expect(stagesThatRan(again)).toEqual(new Set());
  expect(await pictureHash(again.video)).toBe(picture);
}, 300_000);
