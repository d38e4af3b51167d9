import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { RealServer } from '../support/real-server.ts';
import { openBrowser, openPage, type WatchedPage } from './chromium.ts';

/** A real server and a browser; both are there within the tests. */
export interface Site {
  readonly server: RealServer;
  /** A page of the server in a profile of its own. */
  open(path?: string, options?: BrowserContextOptions): Promise<WatchedPage>;
}

/** Starts them for the tests of the file or block that this is called in, and ends them afterwards. */
export function serveSite(): Site {
  let server: RealServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await RealServer.launch();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  return {
    get server() {
      return server;
    },
    open: (path, options) => openPage(browser, server.url, path, options),
  };
}
