import { SHIFT } from '../../runs/check-settings.ts';
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
      );
    }
    return mapped('scheduler');
  }
  if (value === 'multitalk') {
    draft.scheduler = { id: 'infinitetalk', options: {} };
    return converted('scheduler', 'the linear sampler of InfiniteTalk goes by its name here');
  }
  return without('no such scheduler here; that of the preset is kept');
};

/** Only the low 32 bits of a seed count in PyTorch's CPU generator, and here. */
const seed: Rule = (value, draft) => {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || !Number.isInteger(value)) return null;
  if (Number.isSafeInteger(value)) {
    draft.seed = value;
    return mapped('seed');
  }
  return without('a seed above 2^53 is not exact in JSON: its low 32 bits, which are the ones that count, are lost');
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

/** Node inputs of the sampler that carry a feature without counterpart. */
export const SAMPLER_FEATURES: Readonly<Record<string, string>> = {
  feta_args: 'Enhance-A-Video is not offered',
  context_options: 'context windows are not offered; long video is a chain of windows',
  flowedit_args: 'FlowEdit is not offered',
  slg_args: 'skip-layer guidance is not offered',
  loop_args: 'looping is not offered',
  sigmas: 'custom sigmas are computed by a node; give them as a list instead',
  unianimate_poses: 'UniAnimate is not offered',
  fantasytalking_embeds: 'FantasyTalking is not offered',
  uni3c_embeds: 'Uni3C is not offered',
  freeinit_args: 'FreeInit is not offered',
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
  return converted('stepCache.options.model', 'without coefficients: thresholds count about ten times as much');
};

export const CACHE_RULES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  WanVideoTeaCache: {
    rel_l1_thresh: cached('teacache', 'threshold'),
    ...range('teacache'),
    use_coefficients: teaCoefficients,
    mode: onlyAt('e', 'only the time embedding e is looked at'),
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
    return converted('guidance.options.zeroInitSteps', 'counted from 0 there, so that one more step is zero');
  };

export const EXPERIMENTAL_RULES: Readonly<Record<string, Rule>> = {
  cfg_zero_star: zeroStar('on'),
  use_zero_init: zeroStar('init'),
  zero_star_steps: zeroStar('steps'),
  use_fresca: onlyAt(false, 'FreSca is not offered'),
  use_tcfg: onlyAt(false, 'TCFG is not offered'),
  raag_alpha: onlyAt(0, 'RAAG is not offered'),
  bidirectional_sampling: onlyAt(false, 'bidirectional sampling is not offered'),
  temporal_score_rescaling: onlyAt(false, 'temporal score rescaling is not offered'),
};
