import { describe, expect, it } from 'vitest';
import { settingName, settingValue } from '../../apps/studio/src/generation/setting-names.ts';
import { AREAS, type Catalogue } from '../../apps/studio/src/text/areas.ts';

const wordsIn = (language: 'en' | 'zh') =>
  Object.fromEntries(Object.entries(AREAS).map(([name, area]) => [name, area[language]])) as Catalogue;
const [ENGLISH, CHINESE] = [wordsIn('en'), wordsIn('zh')];

describe('settings in the words of the page', () => {
  it.each([
    ['frameWindowSize', 'Window', '窗口'],
    ['memory.tiledVae', 'Tiled VAE', '分块 VAE'],
    ['scheduler.solverOrder', 'Scheduler · solverOrder', '调度器 · solverOrder'],
    ['networkPrecision.DIT', 'Precision of single networks · Diffusion transformer', '各网络的精度 · 扩散变换器'],
    ['Title', 'Title', 'Title'],
  ])('%s', (path, english, chinese) => {
    expect([settingName(path, ENGLISH), settingName(path, CHINESE)]).toEqual([english, chinese]);
  });

  it('have values in words where they are no numbers and no names', () => {
    const chinese = (name: string, value: string) => settingValue({ name, value }, CHINESE);
    expect(chinese('mode', 'INFINITETALK')).toBe('说话人像');
    expect(chinese('addNoiseToSamples', 'true')).toBe('是');
    expect(chinese('scheduler', 'unipc')).toBe('unipc');
  });
});
