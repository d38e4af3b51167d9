import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RealServer } from '../support/real-server.ts';
import { SHORT, start, until } from '../support/talk.ts';
import { CHROMIUM, openBrowser, openPage, type WatchedPage } from './chromium.ts';
import { choose, GENERATION_MS, typeNumber, unfold } from './make.ts';

/** Less than what the VAE's host takes with the memory arena of `resident`: see test/e2e/out-of-memory. */
const LIMIT = String(450 * 1024 * 1024);
/** Nobody listens there. */
const NO_HUB = 'http://127.0.0.1:9';

const HEADINGS = {
  frames: '窗口须为 4n+1 帧，动作帧须少于窗口。',
  checkpoint: '模型文件不完整或已损坏，请重新获取。',
  download: '下载失败；已下载的部分会保留，请检查网络后重试。',
  memory: '内存不足；请减小尺寸、缩短窗口或换用更省内存的设置。',
  model: '没有这个模型集，或其中缺少所需的网络；请到“模型”页查看。',
};

describe.runIf(CHROMIUM && process.platform === 'linux')('what fails or is refused, on the Chinese page', () => {
  let models: string;
  let server: RealServer;
  let browser: Browser;
  beforeAll(async () => {
    models = await mkdtemp(join(tmpdir(), 'genesis-models-'));
    await mkdir(join(models, 'broken'));
    await writeFile(join(models, 'broken', 'dit.safetensors'), 'no checkpoint');
    server = await RealServer.launch({
      GENESIS_MODELS: models,
      GENESIS_HUB_URL: NO_HUB,
      GENESIS_HOST_MEMORY_LIMIT: LIMIT,
    });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(models, { recursive: true, force: true });
  });

  const open = (path: string, locale = 'zh-CN'): Promise<WatchedPage> =>
    openPage(browser, server.url, path, { locale });
  /** The API's own sentences: what is left in English, marked as such for screen readers. */
  const ownWords = (page: Page) => page.locator('.own-words[lang=en]');

  it('a refused field says what to do, and keeps what would be accepted and the sentence of the API', async () => {
    const { page } = await open('/');
    await unfold(page, '尺寸与长度');
    await typeNumber(page, '窗口', '17');
    await typeNumber(page, '动作帧', '33');
    const refusal = page.getByRole('region', { name: '内存与时间' }).getByRole('alert');
    await refusal.getByText(`动作帧：${HEADINGS.frames}`).waitFor();
    await refusal.getByText(/^可接受：4n\+1 帧，至少 1，少于窗口的/).waitFor();
    // The window alone, with the motion frames of before, is refused as well.
    await ownWords(page).filter({ hasText: 'motionFrames: 33' }).waitFor();
    expect(await ownWords(page).allTextContents()).toEqual([expect.stringMatching(/^motionFrames: 33 is not 4n\+1/)]);
    expect(await refusal.locator('code').textContent()).toBe('FRAMES_INVALID');
  });

  it('in English it is the sentence of the API alone', async () => {
    const { page } = await open('/', 'en-US');
    await unfold(page, 'Size and length');
    await typeNumber(page, 'Window', '17');
    await typeNumber(page, 'Motion frames', '33');
    const refusal = page.getByRole('region', { name: 'Memory and time' }).getByRole('alert');
    await refusal.getByText(/^motionFrames: 33 is not 4n\+1/).waitFor();
    expect(await ownWords(page).count()).toBe(0);
    expect(await refusal.locator('p').count()).toBe(2);
  });

  it('a forecast gives the reason of a strategy that refuses, and what it would take, in both languages', async () => {
    const { page, complaints } = await open('/');
    await unfold(page, '内存');
    await choose(page, '内存策略', /^常驻/);
    await choose(page, '每个阶段后卸载', /^是/);
    const forecast = page.getByRole('region', { name: '内存与时间' });
    const verdict = forecast.getByRole('status').filter({ hasText: '放不下' });
    await verdict.getByText('“常驻”始终保持载入所有网络；若要在每个阶段后释放内存，请选策略“卸载”。').waitFor();
    await verdict.getByText('可接受：策略“卸载”，或 forceOffload: false').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page
      .getByText(/^resident keeps every network loaded; choose the offload strategy/)
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
  });

  it('a plugin that cannot run here says why', async () => {
    const { page } = await open('/models');
    await unfold(page, '执行后端');
    const row = page.getByRole('listitem').filter({ hasText: 'genesis-provider-cuda' });
    await row
      .getByText(/^(未安装 libonnxruntime_providers_cuda\.so|onnxruntime-node 仅在 Linux x64 上提供 CUDA)/)
      .waitFor();
  });

  it('a set that cannot be used, a damaged file of it and a hub that is not reached say what is wrong', async () => {
    const { page, complaints } = await open('/models');
    const set = page.getByRole('article').filter({ has: page.getByRole('heading', { name: 'broken', exact: true }) });
    await set.getByRole('alert').getByText(HEADINGS.model).waitFor();
    const files = set.locator('.disclosure-trigger').filter({ hasText: '文件' });
    await files.click();
    const file = set.getByRole('row').filter({ hasText: 'dit.safetensors' });
    await file.getByText(HEADINGS.checkpoint).waitFor();
    await file.getByText('CHECKPOINT_INVALID').waitFor();

    const form = page.getByRole('region', { name: '获取模型集' });
    await form.getByRole('button', { name: '开始' }).click();
    const work = page.getByRole('region', { name: '模型作业' });
    await work.getByText(HEADINGS.download).waitFor();
    await work.getByText('DOWNLOAD_FAILED').waitFor();
    expect(complaints).toEqual([]);
  });

  it('the report of an imported workflow says what became of its arguments', async () => {
    const workflow = {
      1: { class_type: 'WanVideoSampler', inputs: { steps: 20, scheduler: 'none-such' } },
      2: { class_type: 'WanVideoBlockSwap', inputs: { blocks_to_swap: 20 } },
    };
    const { page } = await open('/presets');
    const file = { name: 'workflow.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(workflow)) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('row').filter({ hasText: 'none-such' }).getByText('此处没有该调度器；保留预设的').waitFor();
    await page.getByText('交换多少块由内存策略决定').waitFor();
    expect(await page.getByRole('textbox', { name: '说明' }).inputValue()).toBe('从 ComfyUI 工作流导入。');
  });

  it('a failed run says why, in its log, its plan and its attempt too', { timeout: GENERATION_MS }, async () => {
    const id = await start(server.client, 1, {
      ...SHORT,
      memory: { id: 'resident' },
      stepCache: { id: 'teacache' },
      oomPolicy: 'FAIL',
    });
    await until(server.client, id, (event) => event.__typename === 'RunFailed');
    const { page, complaints } = await open(`/generations/${id}`);
    const failure = page.getByRole('alert');
    await failure.getByText(HEADINGS.memory).waitFor();
    await failure.getByText('失败于：解码帧').waitFor();
    await page
      .getByRole('region', { name: '日志' })
      .getByText(/^步缓存：窗口 1 的 \d+ 次前向中省去 \d+ 次$/)
      .waitFor();
    const attempt = page.getByRole('region', { name: '尝试' }).locator('.attempt').first();
    await attempt.getByText(`OUT_OF_MEMORY ${HEADINGS.memory}`).waitFor();
    await unfold(page, '内存方案与估算');
    await attempt.getByText(/^所有网络保持载入 · RAM [\d.]+ MB$/).waitFor();
    // Switched, everything is told anew, the log too.
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText(/^step cache: \d+ of \d+ forwards of window 1 were spared$/).waitFor();
    await unfold(page, 'Memory plan and forecast');
    await page.getByText(/^Every network stays loaded: at most [\d.]+ MB of RAM in stage/).waitFor();
    expect(await ownWords(page).count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
