import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { SHORT, start, until } from '../support/talk.ts';
import { CHROMIUM } from './chromium.ts';
import { GENERATION_MS, unfold } from './make.ts';
import { serveSite } from './site.ts';

const UNREACHABLE = 'The server does not answer. The page goes on as soon as it does.';
const NOT_LOADED = 'A part of the page could not be loaded.';

/** What a server with another build answers: the names carry a hash of the content. */
const gone = { status: 404, body: '' };

describe.runIf(CHROMIUM)('a script of the page that cannot be had', () => {
  const site = serveSite();
  const scripts = (name: string) => `**/studio/${name}-*.js`;
  /** How often the page was loaded by its address. */
  const loads = (page: Page) => {
    const counted = { times: 0 };
    page.on('request', (request) => {
      if (request.isNavigationRequest()) counted.times++;
    });
    return counted;
  };

  it('of the page itself, while there is no server: it says so, and goes on when there is one', async () => {
    const { page, close } = await site.open('/nowhere');
    const cut = (pattern: string) => page.route(pattern, (route) => route.abort());
    await cut(scripts('page'));
    await page.route(`${site.server.url}/`, (route) =>
      route.request().method() === 'HEAD' ? route.abort() : route.fallback(),
    );
    await page.goto(site.server.url);
    await page.getByRole('alert').getByText(UNREACHABLE).waitFor();
    await page.unrouteAll();
    await page.getByRole('heading', { name: 'Make a talking video' }).waitFor();
    await close();
  });

  it('of the page itself, whatever is done: it says so in the language of the page, and loads it anew once', async () => {
    const { page, close } = await site.open('/nowhere');
    await page.getByRole('button', { name: '简体中文' }).click();
    await page.route(scripts('page'), (route) => route.fulfill(gone));
    const counted = loads(page);
    await page.goto(site.server.url);
    await page.getByRole('alert').getByText('页面有一部分未能加载。').waitFor();
    await page.waitForTimeout(3000);
    expect(counted.times).toBe(2);
    await page.unrouteAll();
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await close();
  });

  it('of a view, from a server with another build: the page is loaded anew, and nothing typed is lost', async () => {
    const { page, close } = await site.open('/');
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a woman is talking');
    await page.route(scripts('models-page'), (route) => route.fulfill(gone), { times: 1 });
    await page.getByRole('link', { name: 'Models' }).click();
    await page.getByText('Installed model sets').waitFor();
    await page.getByRole('link', { name: 'Make', exact: true }).click();
    const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
    await expect.poll(() => prompt.inputValue()).toBe('a woman is talking');
    await close();
  });

  it('of a plot: it says so in its place, and leaves the view around it', { timeout: GENERATION_MS }, async () => {
    const { client } = site.server;
    const id = await start(client, 1, SHORT);
    await until(client, id, ({ __typename }) => __typename === 'RunFinished');
    const { page, close } = await site.open('/nowhere');
    await page.route(scripts('plot'), (route) => route.fulfill(gone));
    await page.goto(`${site.server.url}/generations/${id}`);
    await page.getByRole('alert').getByText(NOT_LOADED).first().waitFor();
    await page.getByRole('link', { name: 'Download' }).waitFor();
    await unfold(page, 'Memory plan and forecast');
    await page.unrouteAll();
    await page.getByRole('alert').getByRole('button', { name: 'Try again' }).first().click();
    await page.locator('.plot-box canvas').first().waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await close();
  });
});
