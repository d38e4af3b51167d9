import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { succeeded } from '../../apps/cli/client.ts';
import type { StartGenerationInput } from '../../apps/cli/generated/graphql.ts';
import { CancelGeneration, GenerationResult, StartGeneration } from '../../apps/cli/operations.ts';
import { readSample } from '../../apps/cli/samples.ts';
import { SHORT, until } from '../support/talk.ts';
import { CHROMIUM } from './chromium.ts';
import { drop, GENERATION_MS, start } from './make.ts';
import { serveSite } from './site.ts';

const MADE = /* GraphQL */ `
  query ($id: ID!) {
    generation(id: $id) {
      image { filename }
      multiAudio
      prompts { at prompt }
      speakers { audio { filename } box { x y width height } mask { filename } }
      settings { oomPolicy }
    }
  }
`;

async function made(url: string, id: string) {
  const body = JSON.stringify({ query: MADE, variables: { id } });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return (await answer.json()).data.generation;
}

const BOX = { x: 8, y: 8, width: 56, height: 100 };

describe.runIf(CHROMIUM)('a video of two people that is dropped on the form', () => {
  const home = serveSite();
  const elsewhere = serveSite();
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genesis-dropped-'));
    file = join(folder, 'two-people.mp4');
    const { client } = home.server;
    const [first, second] = await Promise.all([readSample(1), readSample(2)]);
    const [image, mask] = await Promise.all([client.upload(first.image), client.upload(second.image)]);
    const [one, two] = await Promise.all([client.upload(first.audio), client.upload(second.audio)]);
    const input: StartGenerationInput = {
      ...SHORT,
      mode: 'INFINITETALK',
      image: image!,
      speakers: [
        { audio: one!, box: BOX },
        { audio: two!, mask: mask! },
      ],
      multiAudio: 'ADD',
      prompts: [{ at: 0.5, prompt: 'two people are laughing' }],
      oomPolicy: 'FAIL',
    };
    const { id } = succeeded((await client.execute(StartGeneration, { input })).startGeneration).generation;
    await until(client, id, () => false);
    const { generation } = await client.execute(GenerationResult, { id });
    await writeFile(file, await client.download(generation!.output!.url));
  }, GENERATION_MS);
  afterAll(() => rm(folder, { recursive: true }));

  const take = async (page: Page) => {
    await drop(page, 'Portrait', file);
    await page.getByText('This video carries the settings that it was made with.').waitFor();
    await page.getByRole('button', { name: 'Use its settings' }).click();
  };

  it('gives everything back where it was made', { timeout: GENERATION_MS }, async () => {
    const { page, complaints } = await home.open();
    await take(page);
    await page.getByRole('button', { name: 'Place of speaker 1 56×100 · 8, 8' }).waitFor();
    await page.getByRole('button', { name: 'Place of speaker 2 a mask' }).waitFor();
    expect(await page.getByText('has to be added again').count()).toBe(0);
    await start(page);
    const { client } = home.server;
    const id = page.url().split('/').at(-1)!;
    const generation = await made(home.server.url, id);
    expect(generation).toMatchObject({
      image: { filename: 'portrait_1.png' },
      multiAudio: 'ADD',
      prompts: [{ at: 0.5, prompt: 'two people are laughing' }],
      speakers: [
        { audio: { filename: 'speech_1.wav' }, box: BOX, mask: null },
        { audio: { filename: 'speech_2.wav' }, box: null, mask: { filename: 'portrait_2.png' } },
      ],
    });
    // The file does not carry this one, the history does.
    expect(generation.settings.oomPolicy).toBe('FAIL');
    await client.execute(CancelGeneration, { id });
    expect(complaints).toEqual([]);
  });

  it('says elsewhere which files are missing, and keeps the place of a voice that has to be given again', async () => {
    const { client } = elsewhere.server;
    const [first, second] = await Promise.all([readSample(1), readSample(2)]);
    await client.upload(second.audio);
    const { page, complaints } = await elsewhere.open();
    await take(page);
    const note = page.getByRole('status').filter({ hasText: 'has to be added again' });
    expect(await note.getByRole('listitem').allTextContents()).toEqual([
      'the picture',
      'the voice of speaker 1',
      'the mask of speaker 2',
    ]);
    await page.getByText('speech_2.wav').waitFor();
    await drop(page, 'Portrait', first.image);
    await page.getByText('portrait_1.png').waitFor();
    await page.getByText('A voice is missing').waitFor();
    const button = page.getByRole('button', { name: 'Make the video' });
    expect(await button.isDisabled()).toBe(true);
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.locator('[data-speaker="1"]').getByRole('button', { name: 'Choose a file' }).click(),
    ]);
    await chooser.setFiles(first.audio);
    await page.getByText('speech_1.wav').waitFor();
    await page.getByRole('button', { name: 'Place of speaker 1 56×100 · 8, 8' }).waitFor();
    expect(await button.isEnabled()).toBe(true);
    await note.getByRole('button', { name: 'Close' }).click();
    expect(await note.count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('plays by itself, but not for those who want nothing to move', async () => {
    for (const reducedMotion of ['no-preference', 'reduce'] as const) {
      const { page, close } = await home.open('/', { reducedMotion });
      await drop(page, 'Portrait', file);
      const video = page.locator('.portrait video');
      await video.waitFor();
      await page.waitForTimeout(1000);
      const paused = await video.evaluate((element: HTMLVideoElement) => element.paused);
      expect(paused).toBe(reducedMotion === 'reduce');
      await close();
    }
  });
});
