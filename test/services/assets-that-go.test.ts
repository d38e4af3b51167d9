import { eq } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import type { StartInput } from '../../core/runs/service.ts';
import { assets } from '../../db/schema.ts';
import { openAt } from '../support/database.ts';
import { type TestServices, testServices, uploadSample } from '../support/services.ts';

type Changes = (services: TestServices, other: string) => Partial<StartInput>;

const BOX = { x: 0, y: 0, width: 10, height: 10 };

it.each<[string, Changes]>([
  ['image', (_services, other) => ({ image: other })],
  ['audio', (_services, other) => ({ audio: other })],
  ['speakers.0.audio', (_services, other) => ({ audio: undefined, speakers: [{ audio: other }] })],
  [
    'speakers.1.audio',
    ({ audio }, other) => ({
      audio: undefined,
      speakers: [
        { audio, box: BOX },
        { audio: other, box: BOX },
      ],
    }),
  ],
  ['speakers.0.mask', ({ audio }, other) => ({ audio: undefined, speakers: [{ audio, mask: other }] })],
])('an asset that goes while a request is being checked is named by its field: %s', async (field, changes) => {
  const services = await testServices();
  const sample = /image|mask/.test(field) ? 'portrait_2.png' : 'speech_2.wav';
  const other = (await uploadSample(services, sample)).id;
  const database = openAt(services.folder);
  onTestFinished(() => database.close());
  // The request has looked its assets up, and waits for a file, the tokenizer or the networks.
  const accepted = services.generations.start(services.input(changes(services, other)));
  database.orm.delete(assets).where(eq(assets.id, other)).run();
  await expect(accepted).rejects.toMatchObject({
    code: 'ASSET_NOT_FOUND',
    field,
    message: expect.stringContaining(other),
    accepted: expect.any(String),
  });
  expect(services.generations.list({}, { limit: 1 })).toEqual([]);
});
