import { describe, expect, it } from 'vitest';
import { CHROMIUM } from './chromium.ts';
import { serveSite } from './site.ts';

describe.runIf(CHROMIUM)('the page starts', () => {
  const site = serveSite();

  it('with a server that takes seconds: it says that presets are loading, and asks for each thing once', async () => {
    const { page, complaints, close } = await site.open('/nowhere');
    const asked: string[] = [];
    await page.route('**/graphql', async (route) => {
      asked.push(/(?:query|subscription) (\w+)/.exec(route.request().postData() ?? '')![1]!);
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await route.continue();
    });
    await page.goto(site.server.url);
    await page.getByText('Loading …').waitFor();
    await page.getByRole('radio', { name: /Demo/ }).waitFor();
    expect(await page.getByText('Loading …').count()).toBe(0);
    await page.getByRole('status').waitFor();
    const first = ['AllPresets', 'AllPlugins', 'ModelNames', 'PresetProblems'];
    expect(asked.filter((name) => first.includes(name))).toEqual(first);
    expect(complaints).toEqual([]);
    await close();
  });

  it('with preferences that another version kept', async () => {
    const { page, complaints, close } = await site.open('/nowhere', { locale: 'zh-CN' });
    await page.evaluate(() => localStorage.setItem('genesis.preferences', '{"language":"eo","theme":"sepia"}'));
    await page.goto(site.server.url);
    await page.getByRole('heading', { name: '制作说话视频' }).waitFor();
    await page.getByRole('radio', { name: /演示/ }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
