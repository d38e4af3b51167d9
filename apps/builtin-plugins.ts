import type { Plugin } from '../core/plugin-api/define.ts';
import { loadPlugin } from '../core/plugin-host/load.ts';
import { PluginRegistry } from '../core/plugin-host/registry.ts';
import clipVitH from '../plugins/clip-vit-h/index.ts';
import guidanceApg from '../plugins/guidance-apg/index.ts';
import guidanceCfgZero from '../plugins/guidance-cfg-zero/index.ts';
import guidanceTextAudioCfg from '../plugins/guidance-text-audio-cfg/index.ts';
import memoryAuto from '../plugins/memory-auto/index.ts';
import memoryBlockSwap from '../plugins/memory-block-swap/index.ts';
import memoryOffload from '../plugins/memory-offload/index.ts';
import memoryResident from '../plugins/memory-resident/index.ts';
import memoryTiled from '../plugins/memory-tiled/index.ts';
import outputMediabunny from '../plugins/output-mediabunny/index.ts';
import outputWebp from '../plugins/output-webp/index.ts';
import precisionBlocks from '../plugins/precision-blocks/index.ts';
import precisionFloat from '../plugins/precision-float/index.ts';
import precisionFp8 from '../plugins/precision-fp8/index.ts';
import providerCpu from '../plugins/provider-cpu/index.ts';
import providerCuda from '../plugins/provider-cuda/index.ts';
import providerWebgpu from '../plugins/provider-webgpu/index.ts';
import schedulerDeis from '../plugins/scheduler-deis/index.ts';
import schedulerDpmpp from '../plugins/scheduler-dpmpp/index.ts';
import schedulerErSde from '../plugins/scheduler-er-sde/index.ts';
import schedulerEuler from '../plugins/scheduler-euler/index.ts';
import schedulerFlowmatchDistill from '../plugins/scheduler-flowmatch-distill/index.ts';
import schedulerHeun from '../plugins/scheduler-heun/index.ts';
import schedulerInfinitetalk from '../plugins/scheduler-infinitetalk/index.ts';
import schedulerLcm from '../plugins/scheduler-lcm/index.ts';
import schedulerResMultistep from '../plugins/scheduler-res-multistep/index.ts';
import schedulerUnipc from '../plugins/scheduler-unipc/index.ts';
import stepCacheEasycache from '../plugins/step-cache-easycache/index.ts';
import stepCacheMagcache from '../plugins/step-cache-magcache/index.ts';
import stepCacheNone from '../plugins/step-cache-none/index.ts';
import stepCacheTeacache from '../plugins/step-cache-teacache/index.ts';
import umt5 from '../plugins/umt5/index.ts';
import wanDit from '../plugins/wan-dit/index.ts';
import wanVae from '../plugins/wan-vae/index.ts';
import wav2vec2 from '../plugins/wav2vec2/index.ts';

/** The plugins that come with Genesis. */
export const BUILT_IN_PLUGINS: readonly Plugin[] = [
  clipVitH,
  guidanceApg,
  guidanceCfgZero,
  guidanceTextAudioCfg,
  memoryAuto,
  memoryBlockSwap,
  memoryOffload,
  memoryResident,
  memoryTiled,
  outputMediabunny,
  outputWebp,
  precisionBlocks,
  precisionFloat,
  precisionFp8,
  providerCpu,
  providerCuda,
  providerWebgpu,
  schedulerDeis,
  schedulerDpmpp,
  schedulerErSde,
  schedulerEuler,
  schedulerFlowmatchDistill,
  schedulerHeun,
  schedulerInfinitetalk,
  schedulerLcm,
  schedulerResMultistep,
  schedulerUnipc,
  stepCacheEasycache,
  stepCacheMagcache,
  stepCacheNone,
  stepCacheTeacache,
  umt5,
  wanDit,
  wanVae,
  wav2vec2,
];

/**
 * The built-in plugins and the third-party ones, as server and worker both load them.
 * @param sources package names or file paths
 * @param baseDir folder that names and relative paths start from
 * @throws GenesisError PLUGIN_NOT_FOUND, PLUGIN_INVALID
 */
export async function createRegistry(sources: readonly string[], baseDir: string): Promise<PluginRegistry> {
  const registry = new PluginRegistry();
  for (const plugin of BUILT_IN_PLUGINS) registry.register(plugin);
  for (const source of sources) registry.register(await loadPlugin(source, baseDir));
  return registry;
}
