import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of the Chromium that is installed here; no browser is downloaded. undefined: none. */
export const CHROMIUM = [process.env.GENESIS_CHROMIUM, ...PLACES].find((path) => path && existsSync(path));

export const MISSING =
  'Chromium is not installed, so the page is not tested: apt-get install chromium, or set GENESIS_CHROMIUM to its path';

/** Without these it looks for its maker's hosts at every start. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** Headless Chromium. @param flags besides those of every test. @throws when there is none */
export function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error(MISSING);
  return chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, ...flags] });
}

export interface WatchedPage {
  readonly page: Page;
  /** What the page complained about: errors, refused by the content security policy or not. */
  readonly complaints: string[];
  /** Addresses outside the server that the page asked for. */
  readonly foreign: string[];
  close(): Promise<void>;
}

/** A page in a profile of its own, in English unless told otherwise. Whatever goes wrong in it is written down. */
export async function openPage(
  browser: Browser,
  url: string,
  path = '/',
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  const complaints: string[] = [];
  const foreign: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(`${url}/`)) foreign.push(request.url());
  });
  await page.goto(url + path);
  return { page, complaints, foreign, close: () => context.close() };
}
