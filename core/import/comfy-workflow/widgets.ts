/**
 * Widgets of a node in the order in which the UI format lists their values. Source: INPUT_TYPES of
 * kijai/ComfyUI-WanVideoWrapper (nodes_sampler.py, multitalk/nodes.py, nodes.py, cache_methods/nodes_cache.py,
 * nodes_model_loading.py) and, for constants, of ComfyUI and kijai/ComfyUI-KJNodes.
 */
const WIDGETS: Readonly<Record<string, string>> = {
  WanVideoSampler:
    'steps cfg shift seed force_offload scheduler riflex_freq_index denoise_strength batched_cfg rope_function start_step end_step add_noise_to_samples',
  WanVideoImageToVideoMultiTalk:
    'width height frame_window_size motion_frame force_offload colormatch tiled_vae mode output_path',
  MultiTalkWav2VecEmbeds:
    'normalize_loudness num_frames fps audio_scale audio_cfg_scale multi_audio_type add_noise_floor smooth_transients',
  MultiTalkSilentEmbeds: 'num_frames audio_scale',
  WanVideoImageToVideoEncode:
    'width height num_frames noise_aug_strength start_latent_strength end_latent_strength force_offload fun_or_fl2v_model tiled_vae',
  WanVideoImageClipEncode:
    'generation_width generation_height num_frames force_offload noise_aug_strength latent_strength clip_embed_strength adjust_resolution',
  WanVideoTextEncode: 'positive_prompt negative_prompt force_offload use_disk_cache device',
  WanVideoTextEncodeCached: 'model_name precision positive_prompt negative_prompt quantization use_disk_cache device',
  LoadWanVideoT5TextEncoder: 'model_name precision load_device quantization',
  WanVideoTeaCache: 'rel_l1_thresh start_step end_step cache_device use_coefficients mode',
  WanVideoMagCache: 'magcache_thresh magcache_K start_step end_step cache_device',
  WanVideoEasyCache: 'easycache_thresh start_step end_step cache_device',
  WanVideoExperimentalArgs: 'video_attention_split_steps cfg_zero_star use_zero_init zero_star_steps use_fresca',
  WanVideoModelLoader: 'model base_precision quantization load_device attention_mode',
  WanVideoLoraSelect: 'lora strength low_mem_load merge_loras',
  WanVideoLoraSelectMulti:
    'lora_0 strength_0 lora_1 strength_1 lora_2 strength_2 lora_3 strength_3 lora_4 strength_4 low_mem_load merge_loras',
  WanVideoBlockSwap: 'blocks_to_swap',
  WanVideoDecode: 'enable_vae_tiling',
  PrimitiveNode: 'value',
  PrimitiveInt: 'value',
  PrimitiveFloat: 'value',
  PrimitiveBoolean: 'value',
  PrimitiveString: 'value',
  PrimitiveStringMultiline: 'value',
  INTConstant: 'value',
  FloatConstant: 'value',
  BOOLConstant: 'value',
  StringConstant: 'string',
  StringConstantMultiline: 'string',
};

/** Argument under which a node that is nothing but a constant keeps it. */
export function constantArgument(nodeType: string): string | null {
  if (/^Primitive|^(INT|Float|BOOL)Constant$/.test(nodeType) && WIDGETS[nodeType]) return 'value';
  return /^StringConstant/.test(nodeType) && WIDGETS[nodeType] ? 'string' : null;
}

const SEED_CONTROLS = new Set<unknown>(['fixed', 'randomize', 'increment', 'decrement']);

/**
 * Names the values of a UI node.
 * @param values `widgets_values`: an object by name, or a list in widget order
 * @param declared names of the node's inputs that stand for widgets; newer workflows list all of them, older ones only
 * those that were turned into inputs
 */
export function nameWidgets(nodeType: string, values: unknown, declared: readonly string[]): Map<string, unknown> {
  if (values !== null && typeof values === 'object' && !Array.isArray(values)) return new Map(Object.entries(values));
  if (!Array.isArray(values)) return new Map();
  // A seed widget is followed by one that has no argument: what becomes of the seed after a run.
  const own = values.filter((value, i) => i === 0 || typeof values[i - 1] !== 'number' || !SEED_CONTROLS.has(value));
  const known = Object.hasOwn(WIDGETS, nodeType) ? WIDGETS[nodeType]!.split(' ') : [];
  const names = declared.length === own.length ? declared : known;
  return new Map(names.slice(0, own.length).map((name, i) => [name, own[i]]));
}
