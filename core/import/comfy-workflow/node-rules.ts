import { quantization } from './quantization-rule.ts';
import { converted, mapped, memoryFlag, nearest, number, onlyAt, type Rule, text, whole, without } from './rules.ts';
import { CACHE_RULES, EXPERIMENTAL_RULES, SAMPLER_RULES } from './sampler-rules.ts';

const MAX_SIZE = 8192;
const MAX_FRAMES = 1_000_000;

const width = nearest('width', 16, 0, MAX_SIZE);
const height = nearest('height', 16, 0, MAX_SIZE);
const frameWindowSize = nearest('frameWindowSize', 4, 1, 10_000);

const colormatch: Rule = (value, draft) => {
  if (value === 'disabled') {
    draft.colorCorrection = { method: 'lab', strength: 0 };
    return mapped('colorCorrection');
  }
  if (value === 'mkl') {
    draft.colorCorrection = { method: 'mkl', strength: 1 };
    return mapped('colorCorrection');
  }
  if (value === 'reinhard') {
    draft.colorCorrection = { method: 'lab', strength: 1 };
    return converted(
      'colorCorrection',
      'mean and deviation too, but in CIE Lab as InfiniteTalk has it',
      '同样按均值与方差，但如 InfiniteTalk 在 CIE Lab 中计算',
    );
  }
  if (typeof value === 'string' && ['hm', 'mvgd', 'hm-mvgd-hm', 'hm-mkl-hm'].includes(value)) {
    draft.colorCorrection = { method: 'mkl', strength: 1 };
    return converted('colorCorrection', `${value} is not offered; mkl is the nearest`, `不提供 ${value}；取最近的 mkl`);
  }
  return null;
};

const talkMode: Rule = (value, draft) => {
  draft.mode = 'INFINITETALK';
  if (value === 'auto' || value === 'infinitetalk') return mapped('mode');
  return value === 'multitalk'
    ? without('MultiTalk models are not offered; InfiniteTalk is used', '不提供 MultiTalk 模型；改用 InfiniteTalk')
    : null;
};

const multiAudio: Rule = (value, draft) => {
  if (value !== 'para' && value !== 'add') return null;
  draft.multiAudio = value;
  return mapped('multiAudio');
};

const encodesPicture = {
  noise_aug_strength: onlyAt(0, 'noise augmentation is not offered', '不提供噪声增强'),
  start_latent_strength: onlyAt(1, 'the strength of the start latent is fixed at 1', '起始潜变量的强度固定为 1'),
  end_latent_strength: onlyAt(1, 'end pictures are not offered', '不提供结尾图片'),
  latent_strength: onlyAt(1, 'the strength of the start latent is fixed at 1', '起始潜变量的强度固定为 1'),
  clip_embed_strength: onlyAt(1, 'the strength of the picture features is fixed at 1', '图片特征的强度固定为 1'),
  force_offload: memoryFlag('forceOffload'),
  tiled_vae: memoryFlag('tiledVae'),
};

const installed = () => without('choose an installed model set', '请选择已安装的模型集');
const byProvider = (neutral: unknown) =>
  onlyAt(neutral, 'the provider and precision of the generation decide', '由生成任务的执行后端和精度决定');

/** What becomes of a node's arguments, in the order in which they are looked at. */
export const NODE_RULES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  WanVideoSampler: SAMPLER_RULES,
  WanVideoImageToVideoMultiTalk: {
    mode: talkMode,
    width,
    height,
    frame_window_size: frameWindowSize,
    motion_frame: nearest('motionFrames', 4, 1, 10_000),
    force_offload: memoryFlag('forceOffload'),
    colormatch,
    tiled_vae: memoryFlag('tiledVae'),
  },
  MultiTalkWav2VecEmbeds: {
    normalize_loudness: onlyAt(true, 'speech is always brought to -23 LUFS', '语音总是调整到 -23 LUFS'),
    num_frames: whole('maxFrames', 1, MAX_FRAMES),
    fps: number('fps', 1, 240),
    audio_scale: onlyAt(1, 'audio features are not scaled', '语音特征不作缩放'),
    multi_audio_type: multiAudio,
    add_noise_floor: onlyAt(false, 'no noise floor is added', '不添加底噪'),
    smooth_transients: onlyAt(false, 'transients are not smoothed', '不平滑瞬态'),
  },
  MultiTalkSilentEmbeds: {
    num_frames: whole('maxFrames', 1, MAX_FRAMES),
    audio_scale: onlyAt(1, 'audio features are not scaled', '语音特征不作缩放'),
  },
  WanVideoImageToVideoEncode: { width, height, num_frames: frameWindowSize, ...encodesPicture },
  WanVideoImageClipEncode: {
    generation_width: width,
    generation_height: height,
    num_frames: frameWindowSize,
    ...encodesPicture,
  },
  WanVideoTextEncode: { positive_prompt: text('prompt'), negative_prompt: text('negativePrompt') },
  WanVideoTextEncodeCached: {
    positive_prompt: text('prompt'),
    negative_prompt: text('negativePrompt'),
    quantization: quantization('text-encoder'),
  },
  LoadWanVideoT5TextEncoder: { quantization: quantization('text-encoder') },
  ...CACHE_RULES,
  WanVideoExperimentalArgs: EXPERIMENTAL_RULES,
  WanVideoModelLoader: {
    model: installed,
    base_precision: byProvider('bf16'),
    quantization: quantization('dit'),
    attention_mode: byProvider('sdpa'),
  },
  WanVideoBlockSwap: {
    blocks_to_swap: onlyAt(0, 'the memory strategy decides how many blocks are swapped', '交换多少块由内存策略决定'),
  },
  WanVideoDecode: { enable_vae_tiling: memoryFlag('tiledVae') },
};

/** Nodes that load what settings do not hold, or show results. */
export const SILENT_NODES = new Set([
  'WanVideoVAELoader',
  'LoadWanVideoClipTextEncoder',
  'CLIPVisionLoader',
  'WanVideoClipVisionEncode',
  'DownloadAndLoadWav2VecModel',
  'Wav2VecModelLoader',
  'MultiTalkModelLoader',
  'WanVideoTorchCompileSettings',
  'WanVideoTinyVAELoader',
  'WanVideoSetBlockSwap',
  'WanVideoSetLoRAs',
  'WanVideoTextEmbedBridge',
]);
