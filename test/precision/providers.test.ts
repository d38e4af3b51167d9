import { describe, expect, it } from 'vitest';
import {
  type ExecutionProvider,
  type ExecutionProviderContribution,
  GraphBuilder,
  type Plugin,
} from '../../core/plugin-api/index.ts';
import { unavailability } from '../../core/plugin-host/availability.ts';
import { translated } from '../../core/plugin-host/translation.ts';
import cuda from '../../plugins/provider-cuda/index.ts';
import webgpu from '../../plugins/provider-webgpu/index.ts';

const providerOf = (plugin: Plugin): ExecutionProviderContribution =>
  plugin.contributes[0] as ExecutionProviderContribution;

function open(plugin: Plugin, options: Readonly<Record<string, unknown>> = {}): ExecutionProvider {
  const contribution = providerOf(plugin);
  return contribution.create({ log: () => {} }, contribution.options.parse(options));
}

const settings = { threads: 2, leanMemory: false };

describe('a provider for graphics cards', () => {
  it.each([
    ['webgpu', webgpu],
    ['cuda', cuda],
  ])('%s says why it cannot run, or that it can', async (_, plugin) => {
    const why = await unavailability(providerOf(plugin));
    if (why === null) return;
    expect(why.reason).toMatch(/Vulkan|adapter|libonnxruntime_providers_cuda|Linux x64/);
    expect(translated(why.translations, 'zh-CN')?.reason).toMatch(/\p{Script=Han}/u);
  });

  it.each([
    ['webgpu', webgpu],
    ['cuda', cuda],
  ])('%s computes in float16, its text encoder in float32, unless told otherwise', (_, plugin) => {
    const standard = open(plugin);
    expect(standard.lowering.computeType).toBe('float16');
    expect(standard.lowerings?.['text-encoder']?.computeType).toBe('float32');
    const chosen = open(plugin, { compute: 'float32', textEncoder: 'float16' });
    expect(chosen.lowering.computeType).toBe('float32');
    expect(chosen.lowerings?.['text-encoder']?.computeType).toBe('float16');
  });

  it('cuda keeps TF32 out of the process when it is told to', () => {
    expect(open(cuda).session(settings).environment).toBeUndefined();
    expect(open(cuda, { tf32: false, device: 1 }).session(settings)).toMatchObject({
      executionProviders: [{ name: 'cuda', deviceId: 1 }],
      environment: { NVIDIA_TF32_OVERRIDE: '0' },
    });
  });

  it('refuses a weight in blocks where only floats are read', () => {
    const part = { name: 'codes', dtype: 'uint8', shape: [2, 1, 32], file: '/f', offset: 0, length: 64 } as const;
    const scales = { name: 'scales', dtype: 'float32', shape: [2, 1], file: '/f', offset: 64, length: 8 } as const;
    const weight = { ...part, name: 'w', shape: [2, 32], blocks: { bits: 8, block: 32, codes: part, scales } } as const;
    const graph = new GraphBuilder('blocks');
    expect(() => open(webgpu).lowering.weight(graph, weight)).toThrow(RangeError);
  });
});
