/** `npm run measure:page`: weight, time to interactive and a scroll through 5,000 rows, as JSON. */
import { RealServer } from '../support/real-server.ts';
import { openBrowser } from './chromium.ts';
import { fillHistory } from './long-history.ts';
import { scrollHistory, timeToInteractive } from './measurements.ts';
import { pageWeight } from './page-weight.ts';

const ROWS = 5000;
const REPEATS = 5;

const server = await RealServer.launch();
try {
  await fillHistory(server, ROWS);
  const browser = await openBrowser();
  const times: number[] = [];
  for (let turn = 0; turn < REPEATS; turn++) times.push(Math.round(await timeToInteractive(browser, server.url)));
  const scroll = await scrollHistory(browser, server.url, ROWS);
  await browser.close();
  console.log(JSON.stringify({ pageWeightBytes: pageWeight(), interactiveMs: times, scroll }, null, 2));
} finally {
  await server.stop();
}
