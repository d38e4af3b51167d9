import { describe, expect, it } from 'vitest';
import { createRegistry } from '../../apps/builtin-plugins.ts';
import { optionFields } from '../../apps/server/schema/plugin-options.ts';
import {
  type AnyContribution,
  definePlugin,
  PLUGIN_API_VERSION,
  type SchedulerContribution,
  type Unavailability,
  z,
} from '../../core/plugin-api/index.ts';
import { unavailability } from '../../core/plugin-host/availability.ts';
import { translated } from '../../core/plugin-host/translation.ts';
import { testApi } from '../support/api-client.ts';

const scheduler = {
  kind: 'scheduler',
  id: 'plain',
  version: '1.0.0',
  title: 'Plain',
  description: 'A scheduler.',
  options: z.object({}),
  capabilities: { stochastic: false, callsPerStep: 1 },
  create: () => ({ prepare: () => Promise.reject(new Error('never run')) as never }),
} satisfies SchedulerContribution;

const define = (translations: unknown) =>
  definePlugin({
    name: 'outside',
    version: '1.0.0',
    api: PLUGIN_API_VERSION,
    contributes: [{ ...scheduler, translations } as SchedulerContribution],
  });

describe('the words of a plugin in another language', () => {
  it('are those of the closest language that there are words for', () => {
    const words = { zh: '中文', 'zh-Hant': '繁體', pt: 'português' };
    const asked = ['zh-CN', 'zh-Hans-CN', 'zh-Hant-TW', 'ZH', 'pt-BR', 'en-US', 'z', '', null, undefined];
    expect(asked.map((locale) => translated(words, locale) ?? null)).toEqual(
      ['中文', '中文', '繁體', '中文', 'português'].concat(Array(5).fill(null)),
    );
    expect(translated(undefined, 'zh')).toBeUndefined();
  });

  it('are refused when they are none', () => {
    expect(() => define({ zh: { title: '普通' }, 'pt-BR': {} })).not.toThrow();
    for (const wrong of [
      'zh',
      { zh: '普通' },
      { zh: { title: 1 } },
      { zh: { name: '普通' } },
      { 'not a tag': { title: 'x' } },
    ]) {
      const refused = expect.objectContaining({ code: 'PLUGIN_INVALID', field: 'contributes[0].translations' });
      expect(() => define(wrong)).toThrow(refused);
    }
  });

  it('are published through the API; what has none stays in its own language', async () => {
    const api = await testApi();
    const read = async (locale: string | null) => {
      const query = `query ($locale: String) {
        plugins { id title(locale: $locale) description(locale: $locale) options { description(locale: $locale) } }
      }`;
      return (await api.execute(query, { locale })).data.plugins;
    };
    const [own, chinese, french] = [await read(null), await read('zh-CN'), await read('fr')];
    expect(french).toEqual(own);
    const others = [{ description: 'Form of B(h)' }, { description: 'Lower the order at the end' }];
    const order = (description: string) => [{ description }, ...others];
    const described = { description: 'A scheduler.' };
    expect(own).toEqual([
      { id: 'infinitetalk', title: 'infinitetalk', ...described, options: order('Order of the solver') },
      { id: 'euler', title: 'euler', ...described, options: order('Order of the solver') },
    ]);
    expect(chinese).toEqual([
      { id: 'infinitetalk', title: 'infinitetalk', ...described, options: order('求解器的阶数') },
      { id: 'euler', title: '欧拉', ...described, options: order('求解器的阶数') },
    ]);
    await api.services.close();
  });
});

describe('why a plugin cannot run here', () => {
  const why = (unavailable: () => Promise<string | Unavailability | null>) =>
    unavailability({ ...scheduler, unavailable } as unknown as AnyContribution);

  it('is a sentence in one language, the same in several, or what was thrown', async () => {
    const inTwo = { reason: 'no driver', translations: { zh: { reason: '没有驱动' } } };
    expect(await why(async () => null)).toBeNull();
    expect(await why(async () => 'no driver')).toEqual({ reason: 'no driver' });
    expect(await why(async () => inTwo)).toEqual(inTwo);
    expect(await why(() => Promise.reject(new Error('broken')))).toEqual({ reason: 'broken' });
  });
});

describe('the built-in plugins', async () => {
  const registry = await createRegistry([], '.');
  const all = registry.list().map(({ contribution }) => contribution);
  const HAN = /\p{Script=Han}/u;

  it('are described in Simplified Chinese, every option too', () => {
    const lacking = all.flatMap(({ kind, id, translations, options }) => [
      ...(HAN.test(translated(translations, 'zh-CN')?.description ?? '') ? [] : [`${kind} ${id}`]),
      ...optionFields(options)
        .filter((option) => !HAN.test(option.translations.zh ?? ''))
        .map(({ name }) => `${kind} ${id}.${name}`),
    ]);
    expect(lacking).toEqual([]);
  });

  it('have a Chinese title, unless theirs is a name', () => {
    const untranslated = all.filter(({ title, translations }) => (translations?.zh?.title ?? title) === title);
    expect([...new Set(untranslated.map(({ title }) => title))].sort()).toEqual(
      [
        'bfloat16',
        'CFG-Zero*',
        'CPU',
        'CUDA',
        'DEIS',
        'DPM-Solver++',
        'DPM-Solver++ SDE',
        'EasyCache',
        'ER-SDE',
        'Euler',
        'float16',
        'float32',
        'fp8 E4M3',
        'fp8 E5M2',
        'Heun',
        'LCM',
        'MagCache',
        'MP4 (H.264, AAC)',
        'TeaCache',
        'UniPC',
        'Wan VAE',
        'WebGPU',
        'WebM (VP9, Opus)',
      ].sort(),
    );
  });
});
