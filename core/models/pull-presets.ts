/** One file of a preset: where it lies on the hub, and where ComfyUI's layout has it. */
export interface PullFile {
  /** `owner/name` of a model repository. */
  readonly repo: string;
  readonly path: string;
  /** Path below the model folder. */
  readonly to: string;
  /** What the hub listed when this table was made; a pull goes by what the hub lists then. */
  readonly bytes: number;
}

/** A set of files that make a working model set. */
export interface PullPreset {
  readonly id: string;
  readonly title: string;
  /** The title in other languages, by BCP 47 tag. */
  readonly translations: Readonly<Record<string, string>>;
  readonly files: readonly PullFile[];
}

const COMFY = 'Comfy-Org/Wan_2.1_ComfyUI_repackaged';
const SCALED = 'Kijai/WanVideo_comfy_fp8_scaled';
const WAN = 'Wan-AI/Wan2.1-I2V-14B-480P';

const file = (repo: string, path: string, folder: string, bytes: number): PullFile => ({
  repo,
  path,
  to: `${folder}/${path.slice(path.lastIndexOf('/') + 1)}`,
  bytes,
});

/** What both precisions and both modes need. */
const SHARED: readonly PullFile[] = [
  file(COMFY, 'split_files/clip_vision/clip_vision_h.safetensors', 'clip_vision', 1_264_219_396),
  file(COMFY, 'split_files/vae/wan_2.1_vae.safetensors', 'vae', 253_815_318),
  file(WAN, 'google/umt5-xxl/tokenizer.json', 'text_encoders/umt5-xxl', 16_837_417),
  file(WAN, 'google/umt5-xxl/tokenizer_config.json', 'text_encoders/umt5-xxl', 61_728),
];

const WAV2VEC2 = file('Kijai/wav2vec2_safetensors', 'wav2vec2-chinese-base_fp16.safetensors', 'wav2vec2', 190_115_368);

const FP8: readonly PullFile[] = [
  file(SCALED, 'I2V/Wan2_1-I2V-14B-480p_fp8_e4m3fn_scaled_KJ.safetensors', 'diffusion_models', 16_643_349_018),
  file(COMFY, 'split_files/text_encoders/umt5_xxl_fp8_e4m3fn_scaled.safetensors', 'text_encoders', 6_735_906_897),
  ...SHARED,
];

const FP16: readonly PullFile[] = [
  file(COMFY, 'split_files/diffusion_models/wan2.1_i2v_480p_14B_fp16.safetensors', 'diffusion_models', 32_800_000_000),
  file(COMFY, 'split_files/text_encoders/umt5_xxl_fp16.safetensors', 'text_encoders', 11_366_399_385),
  ...SHARED,
];

export const PULL_PRESETS: readonly PullPreset[] = [
  {
    id: 'infinitetalk-480p-fp8',
    title: 'Wan 2.1 I2V 14B 480p with InfiniteTalk for one speaker, 8-bit floats',
    translations: { zh: 'Wan 2.1 I2V 14B 480p 加 InfiniteTalk，单人，8 位浮点' },
    files: [
      ...FP8,
      file(
        SCALED,
        'InfiniteTalk/Wan2_1-InfiniteTalk-Single_fp8_e4m3fn_scaled_KJ.safetensors',
        'diffusion_models',
        2_713_548_210,
      ),
      WAV2VEC2,
    ],
  },
  {
    id: 'infinitetalk-480p-fp16',
    title: 'Wan 2.1 I2V 14B 480p with InfiniteTalk for one speaker, float16',
    translations: { zh: 'Wan 2.1 I2V 14B 480p 加 InfiniteTalk，单人，float16' },
    files: [
      ...FP16,
      file(
        'Kijai/WanVideo_comfy',
        'InfiniteTalk/Wan2_1-InfiniTetalk-Single_fp16.safetensors',
        'diffusion_models',
        5_130_000_000,
      ),
      WAV2VEC2,
    ],
  },
  {
    id: 'i2v-480p-fp8',
    title: 'Wan 2.1 I2V 14B 480p, 8-bit floats',
    translations: { zh: 'Wan 2.1 I2V 14B 480p，8 位浮点' },
    files: FP8,
  },
];
