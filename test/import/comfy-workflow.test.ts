import { describe, expect, it } from 'vitest';
import { importComfyWorkflow as importWith } from '../../core/import/comfy-workflow/import-workflow.ts';
import type { WorkflowImport } from '../../core/import/comfy-workflow/report.ts';

const importComfyWorkflow = (workflow: unknown): WorkflowImport =>
  importWith(workflow, () => ({ name: 'distill_rank64' }));

const API_TALK = {
  1: { class_type: 'INTConstant', inputs: { value: 640 } },
  2: {
    class_type: 'WanVideoImageToVideoMultiTalk',
    inputs: {
      vae: ['20', 0],
      width: ['1', 0],
      height: 360,
      frame_window_size: 81,
      motion_frame: 9,
      force_offload: false,
      colormatch: 'reinhard',
      tiled_vae: true,
      mode: 'infinitetalk',
      output_path: '',
    },
    _meta: { title: 'WanVideo Long I2V Multi/InfiniteTalk' },
  },
  3: {
    class_type: 'MultiTalkWav2VecEmbeds',
    inputs: {
      normalize_loudness: true,
      num_frames: 500,
      fps: 25,
      audio_scale: 1.2,
      audio_cfg_scale: 0.8,
      multi_audio_type: 'para',
    },
  },
  4: { class_type: 'WanVideoTextEncodeCached', inputs: { positive_prompt: 'a man talks', negative_prompt: 'blurry' } },
  5: {
    class_type: 'WanVideoTeaCache',
    inputs: { rel_l1_thresh: 0.25, start_step: 6, end_step: -1, use_coefficients: false },
  },
  6: { class_type: 'WanVideoLoraSelect', inputs: { lora: 'distill_rank64.safetensors', strength: 0.7 } },
  7: {
    class_type: 'WanVideoSampler',
    inputs: {
      model: ['8', 0],
      steps: 8,
      cfg: 5,
      shift: 11,
      seed: 42,
      force_offload: true,
      scheduler: 'dpm++_sde',
      riflex_freq_index: 6,
      denoise_strength: 0.5,
      batched_cfg: false,
      rope_function: 'comfy',
      start_step: 0,
      end_step: -1,
      add_noise_to_samples: true,
      slg_args: ['9', 0],
    },
  },
  8: {
    class_type: 'WanVideoModelLoader',
    inputs: {
      model: 'Wan2_1-I2V-14B-480p_fp8.safetensors',
      base_precision: 'bf16',
      quantization: 'fp8_e4m3fn_fast',
    },
  },
  9: { class_type: 'WanVideoSLG', inputs: { blocks: '10' } },
  10: { class_type: 'PreviewImage', inputs: {} },
  11: { class_type: 'LoadWanVideoT5TextEncoder', inputs: { precision: 'bf16', quantization: 'fp8_e4m3fn' } },
};

const UI_I2V = {
  version: 0.4,
  nodes: [
    { id: 16, type: 'WanVideoTextEncode', mode: 0, widgets_values: ['takes off his hat', 'bad', true], inputs: [] },
    {
      id: 27,
      type: 'WanVideoSampler',
      mode: 0,
      widgets_values: [10, 6, 5, 123, 'fixed', true, 'unipc', 0, 1, ''],
      inputs: [
        { name: 'model', link: 29 },
        { name: 'steps', link: 50, widget: { name: 'steps' } },
        { name: 'samples', link: null },
      ],
    },
    { id: 40, type: 'PrimitiveNode', mode: 0, widgets_values: [25, 'fixed'], outputs: [] },
    { id: 41, type: 'Reroute', mode: 0, inputs: [{ name: '', link: 51 }] },
    { id: 17, type: 'WanVideoImageClipEncode', mode: 0, widgets_values: [832, 480, 81, true, 0.1, 1, 1, true] },
    { id: 28, type: 'WanVideoDecode', mode: 0, widgets_values: [true, 272, 272, 144, 128] },
    { id: 30, type: 'VHS_VideoCombine', mode: 0, widgets_values: { frame_rate: 16 } },
    { id: 31, type: 'WanVideoTeaCache', mode: 4, widgets_values: [0.3, 1, -1, 'offload_device', true] },
  ],
  links: [
    [29, 22, 0, 27, 0, 'WANVIDEOMODEL'],
    [50, 41, 0, 27, 1, 'INT'],
    [51, 40, 0, 41, 0, 'INT'],
  ],
};

const find = ({ report }: WorkflowImport, argument: string) => report.find((entry) => entry.argument === argument);

describe('an API workflow of InfiniteTalk', () => {
  const imported = importComfyWorkflow(API_TALK);

  it('becomes settings', () => {
    expect(imported.format).toBe('API');
    expect(imported.settings).toEqual({
      mode: 'INFINITETALK',
      width: 640,
      height: 368,
      frameWindowSize: 81,
      motionFrames: 9,
      maxFrames: 500,
      fps: 25,
      steps: 8,
      shift: 11,
      cfg: 5,
      audioCfg: 4,
      seed: 42,
      prompt: 'a man talks',
      negativePrompt: 'blurry',
      scheduler: { id: 'dpm++_sde', options: { sigmaTable: 'own' } },
      networkPrecision: [
        { role: 'dit', id: 'fp8_e4m3fn', options: { scaled: false } },
        { role: 'text-encoder', id: 'fp8_e4m3fn', options: { scaled: false } },
      ],
      stepCache: { id: 'teacache', options: { threshold: 0.25, startStep: 6, endStep: -1, model: 'generic' } },
      memory: { tiledVae: true, forceOffload: true, batchedCfg: false },
      colorCorrection: { method: 'lab', strength: 1 },
      ropeFunction: 'comfy',
      riflexFreqIndex: 6,
      denoiseStrength: 0.5,
      startStep: 0,
      endStep: -1,
      addNoiseToSamples: true,
      multiAudio: 'para',
      loras: [{ name: 'distill_rank64', strength: 0.7 }],
    });
  });

  it('reports what was converted: audio guidance, the height, colours', () => {
    expect(find(imported, 'audio_cfg_scale')).toMatchObject({ value: 0.8, outcome: 'CONVERTED', field: 'audioCfg' });
    expect(find(imported, 'height')).toMatchObject({ value: 360, outcome: 'CONVERTED', field: 'height' });
    expect(find(imported, 'colormatch')).toMatchObject({ outcome: 'CONVERTED', field: 'colorCorrection' });
    expect(imported.report.filter(({ argument }) => argument === 'quantization')).toMatchObject([
      { node: '8', outcome: 'CONVERTED', field: 'networkPrecision' },
      { node: '11', outcome: 'MAPPED', field: 'networkPrecision' },
    ]);
    expect(find(imported, 'steps')).toMatchObject({ node: '7', outcome: 'MAPPED', field: 'steps', note: null });
  });

  it.each([
    ['disabled', undefined],
    ['fp8_e5m2_scaled', 'NO_COUNTERPART'],
    ['int3', 'NO_COUNTERPART'],
  ])('leaves weights as they are stored with the quantization %s', (quantization, outcome) => {
    const loader = { class_type: 'WanVideoModelLoader', inputs: { quantization } };
    const kept = importComfyWorkflow({ ...API_TALK, 8: loader, 11: API_TALK[10] });
    expect(kept.settings).not.toHaveProperty('networkPrecision');
    expect(find(kept, 'quantization')?.outcome).toBe(outcome);
  });

  it('reports what has no counterpart, and is silent about what changes nothing', () => {
    for (const argument of ['audio_scale', 'slg_args', 'model']) {
      expect(find(imported, argument)?.outcome).toBe('NO_COUNTERPART');
    }
    expect(imported.report.find(({ nodeType }) => nodeType === 'WanVideoSLG')?.outcome).toBe('NO_COUNTERPART');
    for (const argument of ['normalize_loudness', 'base_precision']) expect(find(imported, argument)).toBeUndefined();
    expect(imported.report.some(({ nodeType }) => nodeType === 'PreviewImage')).toBe(false);
  });

  it('is the same as text, and inside a queue request', () => {
    expect(importComfyWorkflow(JSON.stringify(API_TALK))).toEqual(imported);
    expect(importComfyWorkflow({ client_id: 'x', prompt: API_TALK })).toEqual(imported);
  });
});

describe('a UI workflow of image to video', () => {
  const imported = importComfyWorkflow(UI_I2V);

  it('becomes settings: widgets by order, the seed control skipped, a constant through a reroute', () => {
    expect(imported.format).toBe('UI');
    expect(imported.settings).toEqual({
      mode: 'I2V',
      width: 832,
      height: 480,
      frameWindowSize: 81,
      steps: 25,
      shift: 5,
      cfg: 6,
      seed: 123,
      prompt: 'takes off his hat',
      negativePrompt: 'bad',
      scheduler: { id: 'unipc', options: {} },
      memory: { tiledVae: true, forceOffload: true },
      riflexFreqIndex: 0,
    });
  });

  it('leaves out bypassed nodes and reports noise augmentation', () => {
    expect(imported.report.some(({ nodeType }) => nodeType === 'WanVideoTeaCache')).toBe(false);
    expect(find(imported, 'noise_aug_strength')?.outcome).toBe('NO_COUNTERPART');
  });

  it('takes widget names from newer workflows that list them, whatever their order', () => {
    const names = ['cfg', 'steps', 'seed'];
    const inputs = names.map((name) => ({ name, link: null, widget: { name } }));
    const node = { id: 1, type: 'WanVideoSampler', widgets_values: [3, 7, 99, 'randomize'], inputs };
    expect(importComfyWorkflow({ nodes: [node], links: [] }).settings).toEqual({ cfg: 3, steps: 7, seed: 99 });
  });

  it('finds nodes of subgraphs', () => {
    const subgraph = {
      id: 'abc-def',
      nodes: [
        {
          id: 1,
          type: 'WanVideoSampler',
          widgets_values: [4, 1, 8],
          inputs: [{ name: 'steps', link: 9, widget: { name: 'steps' } }],
        },
        { id: 2, type: 'INTConstant', widgets_values: [6] },
      ],
      links: [{ id: 9, origin_id: 2, origin_slot: 0, target_id: 1, target_slot: 0 }],
    };
    const outer = { nodes: [{ id: 1, type: 'abc-def' }], links: [], definitions: { subgraphs: [subgraph] } };
    expect(importComfyWorkflow(outer).settings).toMatchObject({ steps: 6, cfg: 1, shift: 8 });
  });
});

describe('audio guidance of a workflow', () => {
  const talk = (cfg: unknown, audio: number) =>
    importComfyWorkflow({
      1: { class_type: 'MultiTalkWav2VecEmbeds', inputs: { audio_cfg_scale: audio } },
      2: { class_type: 'WanVideoSampler', inputs: { cfg } },
      3: { class_type: 'CreateCFGScheduleFloatList', inputs: {} },
    });

  it.each([
    [5, 0.8, 4],
    [6, 2, 12],
    [6, 1, 1],
    [1, 2, 2],
  ])('cfg %f and audio %f means audio %f', (cfg, audio, expected) => {
    expect(talk(cfg, audio).settings.audioCfg).toBe(expected);
  });

  it('is not guessed where cfg is computed', () => {
    const imported = talk(['3', 0], 2);
    expect(imported.settings.audioCfg).toBeUndefined();
    expect(find(imported, 'audio_cfg_scale')?.outcome).toBe('NO_COUNTERPART');
    expect(find(imported, 'cfg')?.note?.en).toContain('CreateCFGScheduleFloatList');
  });
});

describe('CFG-Zero* of a workflow', () => {
  const sampler = { class_type: 'WanVideoSampler', inputs: {} };
  it.each([
    [
      { cfg_zero_star: true, use_zero_init: true, zero_star_steps: 2 },
      { id: 'cfg-zero*', options: { zeroInitSteps: 3 } },
    ],
    [
      { cfg_zero_star: true, use_zero_init: false, zero_star_steps: 2 },
      { id: 'cfg-zero*', options: { zeroInitSteps: 0 } },
    ],
    [{ cfg_zero_star: false, use_zero_init: true, zero_star_steps: 2 }, undefined],
  ])('%j becomes %j', (inputs, guidance) => {
    const { settings } = importComfyWorkflow({ 1: sampler, 2: { class_type: 'WanVideoExperimentalArgs', inputs } });
    expect(settings.guidance).toEqual(guidance);
  });
});
