import { SHIFT } from '../../runs/check-settings.ts';
import type { ImportNote } from './report.ts';
import { converted, flag, mapped, memoryFlag, number, onlyAt, type Rule, whole, without } from './rules.ts';

/** Schedulers that go by the same name here. */
const SAME = new Set([
  'unipc',
  'unipc/beta',
  'dpm++',
  'dpm++/beta',
  'dpm++_sde',
  'dpm++_sde/beta',
  'euler',
  'euler/beta',
  'deis',
  'lcm',
  'lcm/beta',
  'res_multistep',
  'er_sde',
  'flowmatch_distill',
]);

const scheduler: Rule = (value, draft) => {
  if (typeof value !== 'string') return null;
  if (SAME.has(value)) {
    // The wrapper builds DPM-Solver++ on the solver's own table, where Wan's pipeline starts from exactly 1.
    const options = value === 'dpm++' || value === 'dpm++_sde' ? { sigmaTable: 'own' } : {};
    draft.scheduler = { id: value, options };
    if (value === 'er_sde') {
      return converted(
        'scheduler',
        "the published formula for flows is used; the wrapper's leaves the signal's share too high",
        '采用已发表的流模型公式；该插件的公式使信号占比过高',
      );
    }
    return mapped('scheduler');
  }
  if (value === 'multitalk') {
    draft.scheduler = { id: 'infinitetalk', options: {} };
    return converted(
      'scheduler',
      'the linear sampler of InfiniteTalk goes by its name here',
      'InfiniteTalk 的线性采样器在此以其名称列出',
    );
  }
  return without('no such scheduler here; that of the preset is kept', '此处没有该调度器；保留预设的');
};

/** Only the low 32 bits of a seed count in PyTorch's CPU generator, and here. */
const seed: Rule = (value, draft) => {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || !Number.isInteger(value)) return null;
  if (Number.isSafeInteger(value)) {
    draft.seed = value;
    return mapped('seed');
  }
  return without(
    'a seed above 2^53 is not exact in JSON: its low 32 bits, which are the ones that count, are lost',
    '大于 2^53 的种子在 JSON 中不精确：起作用的低 32 位已丢失',
  );
};

const ropeFunction: Rule = (value, draft) => {
  if (value !== 'default' && value !== 'comfy' && value !== 'comfy_chunked') return null;
  draft.ropeFunction = value;
  return mapped('ropeFunction');
};

const denoiseStrength: Rule = (value, draft) =>
  value === 1 ? undefined : number('denoiseStrength', 0, 1)(value, draft);

const batchedCfg: Rule = (value, draft) => {
  if (typeof value !== 'boolean') return null;
  draft.memory = { ...draft.memory, batchedCfg: value };
  return mapped('memory.batchedCfg');
};

export const SAMPLER_RULES: Readonly<Record<string, Rule>> = {
  steps: whole('steps', 1, 1000),
  cfg: number('cfg', 0, 100),
  shift: number('shift', SHIFT.least, SHIFT.most),
  seed,
  force_offload: memoryFlag('forceOffload'),
  scheduler,
  riflex_freq_index: whole('riflexFreqIndex', 0, 1000),
  denoise_strength: denoiseStrength,
  batched_cfg: batchedCfg,
  rope_function: ropeFunction,
  start_step: whole('startStep', 0, 10_000),
  end_step: whole('endStep', -1, 10_000),
  add_noise_to_samples: flag('addNoiseToSamples'),
};

const notOffered = (name: string): ImportNote => ({ en: `${name} is not offered`, zh: `不提供 ${name}` });

/** Node inputs of the sampler that carry a feature without counterpart. */
export const SAMPLER_FEATURES: Readonly<Record<string, ImportNote>> = {
  feta_args: notOffered('Enhance-A-Video'),
  context_options: {
    en: 'context windows are not offered; long video is a chain of windows',
    zh: '不提供上下文窗口；长视频由窗口相接而成',
  },
  flowedit_args: notOffered('FlowEdit'),
  slg_args: { en: 'skip-layer guidance is not offered', zh: '不提供跳层引导' },
  loop_args: { en: 'looping is not offered', zh: '不提供循环' },
  sigmas: {
    en: 'custom sigmas are computed by a node; give them as a list instead',
    zh: '自定义 sigmas 由节点计算得出；请改为以列表给出',
  },
  unianimate_poses: notOffered('UniAnimate'),
  fantasytalking_embeds: notOffered('FantasyTalking'),
  uni3c_embeds: notOffered('Uni3C'),
  freeinit_args: notOffered('FreeInit'),
};

const cached =
  (id: string, option: string, lowest = 0): Rule =>
  (value, draft) => {
    if (typeof value !== 'number' || !(value >= lowest && value <= 1000)) return null;
    draft.stepCache = { id, options: { ...draft.stepCache?.options, [option]: value } };
    return mapped(`stepCache.options.${option}`);
  };

const range = (id: string) => ({ start_step: cached(id, 'startStep'), end_step: cached(id, 'endStep', -1) });

const teaCoefficients: Rule = (value, draft) => {
  if (typeof value !== 'boolean') return null;
  if (value) return undefined;
  draft.stepCache = { id: 'teacache', options: { ...draft.stepCache?.options, model: 'generic' } };
  return converted(
    'stepCache.options.model',
    'without coefficients: thresholds count about ten times as much',
    '不用系数：阈值的作用约为十倍',
  );
};

export const CACHE_RULES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  WanVideoTeaCache: {
    rel_l1_thresh: cached('teacache', 'threshold'),
    ...range('teacache'),
    use_coefficients: teaCoefficients,
    mode: onlyAt('e', 'only the time embedding e is looked at', '只依据时间嵌入 e'),
  },
  WanVideoMagCache: {
    magcache_thresh: cached('magcache', 'threshold'),
    magcache_K: cached('magcache', 'maxSkips'),
    ...range('magcache'),
  },
  WanVideoEasyCache: { easycache_thresh: cached('easycache', 'threshold'), ...range('easycache') },
};

/** CFG-Zero* of WanVideoExperimentalArgs. With zero-init, steps 0 .. zero_star_steps are zero there. */
const zeroStar =
  (option: 'on' | 'init' | 'steps'): Rule =>
  (value, draft) => {
    if (option === 'on') {
      if (typeof value !== 'boolean') return null;
      if (!value) return undefined;
      draft.guidance = { id: 'cfg-zero*', options: { zeroInitSteps: 0 } };
      return mapped('guidance');
    }
    if (draft.guidance?.id !== 'cfg-zero*') return undefined;
    if (option === 'init') {
      if (typeof value !== 'boolean') return null;
      draft.guidance = { id: 'cfg-zero*', options: { zeroInitSteps: value ? 1 : 0 } };
      return mapped('guidance.options.zeroInitSteps');
    }
    if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > 99) return null;
    if (draft.guidance.options.zeroInitSteps === 0) return undefined;
    draft.guidance = { id: 'cfg-zero*', options: { zeroInitSteps: (value as number) + 1 } };
    return converted(
      'guidance.options.zeroInitSteps',
      'counted from 0 there, so that one more step is zero',
      '原处从 0 数起，因此多一步为零',
    );
  };

export const EXPERIMENTAL_RULES: Readonly<Record<string, Rule>> = {
  cfg_zero_star: zeroStar('on'),
  use_zero_init: zeroStar('init'),
  zero_star_steps: zeroStar('steps'),
  use_fresca: onlyAt(false, 'FreSca is not offered', '不提供 FreSca'),
  use_tcfg: onlyAt(false, 'TCFG is not offered', '不提供 TCFG'),
  raag_alpha: onlyAt(0, 'RAAG is not offered', '不提供 RAAG'),
  bidirectional_sampling: onlyAt(false, 'bidirectional sampling is not offered', '不提供双向采样'),
  temporal_score_rescaling: onlyAt(false, 'temporal score rescaling is not offered', '不提供时间分数缩放'),
};
