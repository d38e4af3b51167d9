import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cpuLowering } from '../../plugins/provider-cpu/lowering.ts';
import { detectWav2vec2 } from '../../plugins/wav2vec2/config.ts';
import { buildWav2vec2 } from '../../plugins/wav2vec2/graph.ts';
import wav2vec2 from '../../plugins/wav2vec2/index.ts';
import type { ParityCase } from '../parity/case.ts';
import { encoderComponents } from '../parity/components/encoders.ts';
import { readFloats } from '../parity/components/tensors.ts';
import { shapesOnly } from '../support/checkpoint-view.ts';
import { loadNetwork } from '../support/network.ts';
import { expectParity, hasParity, parityFolders, readParityCase } from '../support/parity.ts';
import { encodeSpeech } from '../support/speech.ts';
import { renamed, rewriteWeights, shapesOf, widened } from '../support/weights.ts';

const DEMO = 'models/demo/wav2vec2.safetensors';
const DEMO_SETTINGS = { num_attention_heads: 4 };

function officialShapes(layers = 12): Record<string, readonly number[]> {
  const shapes: Record<string, readonly number[]> = {
    masked_spec_embed: [768],
    'encoder.pos_conv_embed.conv.weight_g': [1, 1, 128],
    'encoder.pos_conv_embed.conv.weight_v': [768, 48, 128],
    'encoder.pos_conv_embed.conv.bias': [768],
  };
  const affine = (name: string, shape: number[]) => {
    shapes[`${name}.weight`] = shape;
    shapes[`${name}.bias`] = [shape[0]!];
  };
  for (const [i, kernel] of [10, 3, 3, 3, 3, 2, 2].entries()) {
    shapes[`feature_extractor.conv_layers.${i}.conv.weight`] = [512, i === 0 ? 1 : 512, kernel];
  }
  affine('feature_extractor.conv_layers.0.layer_norm', [512]);
  affine('feature_projection.layer_norm', [512]);
  affine('feature_projection.projection', [768, 512]);
  affine('encoder.layer_norm', [768]);
  for (let i = 0; i < layers; i++) {
    for (const part of ['q', 'k', 'v', 'out']) affine(`encoder.layers.${i}.attention.${part}_proj`, [768, 768]);
    for (const norm of ['layer_norm', 'final_layer_norm']) affine(`encoder.layers.${i}.${norm}`, [768]);
    affine(`encoder.layers.${i}.feed_forward.intermediate_dense`, [3072, 768]);
    affine(`encoder.layers.${i}.feed_forward.output_dense`, [768, 3072]);
  }
  return shapes;
}

/** A case's audio as the encoder gets it: after the loudness step, where the case has one. */
const samplesOf = (parityCase: ParityCase) =>
  readFloats(parityCase, parityCase.tensors['mid.loudness_normalised'] ? 'mid.loudness_normalised' : 'in.audio').data;

describe.runIf(hasParity)('wav2vec2 against the reference code', () => {
  const folders = parityFolders('wav2vec2');

  it.each(folders)('%s', async (dir) => {
    const parityCase = await readParityCase(dir);
    expectParity(parityCase, await encoderComponents.wav2vec2!(parityCase));
  });

  it.each([
    ['in chunks of 0.1 s', (name: string) => name, { chunkSeconds: 0.1 }],
    ['under the names of a fine-tuned model', (name: string) => `wav2vec2.${name}`, {}],
  ])('every case %s', async (_how, rename, options) => {
    for (const dir of folders) {
      const parityCase = await readParityCase(dir);
      const { weights, dims } = parityCase.config as { weights: { wav2vec2: string }; dims: Record<string, unknown> };
      const copy = await rewriteWeights(join(dir, weights.wav2vec2), (tensors) => renamed(tensors, rename));
      const { handle } = await loadNetwork(wav2vec2, 'audio-encoder', copy, dims, options);
      const [frames = 0] = parityCase.tensors['out.audio_embedding']!.dims;
      expectParity(parityCase, { 'out.audio_embedding': await encodeSpeech(handle, samplesOf(parityCase), frames) });
    }
  });
});

describe('wav2vec2 of the demo model', () => {
  const voice = Float32Array.from({ length: 32000 }, (_, i) => Math.sin(i * 0.05) * Math.sin(i / 2000) * 0.3);

  it('reads float16 weights in place, exactly', async () => {
    const half = await loadNetwork(wav2vec2, 'audio-encoder', DEMO, DEMO_SETTINGS);
    const full = await loadNetwork(wav2vec2, 'audio-encoder', await rewriteWeights(DEMO, widened), DEMO_SETTINGS);
    const embedding = await encodeSpeech(half.handle, voice, 50);
    expect(half.handle).toMatchObject({ layers: 3, dim: 96 });
    expect(embedding.dims).toEqual([50, 3, 96]);
    expect(embedding.data.every(Number.isFinite)).toBe(true);
    expect(embedding.data).toEqual((await encodeSpeech(full.handle, voice, 50)).data);
  });

  it('encodes silence to finite states, and a single frame', async () => {
    const { handle } = await loadNetwork(wav2vec2, 'audio-encoder', DEMO, DEMO_SETTINGS);
    expect((await encodeSpeech(handle, new Float32Array(16000), 25)).data.every(Number.isFinite)).toBe(true);
    expect((await encodeSpeech(handle, voice.subarray(0, 400), 1)).dims).toEqual([1, 3, 96]);
  });

  it('refuses audio shorter than one feature', async () => {
    const { handle } = await loadNetwork(wav2vec2, 'audio-encoder', DEMO, DEMO_SETTINGS);
    await expect(encodeSpeech(handle, voice.subarray(0, 399), 1)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      accepted: 'at least 400 samples',
    });
  });
});

describe('wav2vec2 checkpoints', () => {
  it('of the official size have 12 heads and the published number of parameters', () => {
    const checkpoint = shapesOnly(officialShapes());
    const config = detectWav2vec2(checkpoint)!;
    // wav2vec2-base has 94,371,712, of which masked_spec_embed (768) is for training.
    expect(config).toMatchObject({
      heads: 12,
      layers: 12,
      positionGroups: 16,
      positionKernel: 128,
      parameters: 94_370_944,
    });
    expect(Object.keys(buildWav2vec2(config, { checkpoint, lowering: cpuLowering(true) }))).toEqual([
      'moments',
      'features',
      'encoder',
    ]);
  });

  it('of other networks are not recognised', async () => {
    for (const other of ['text_encoder', 'clip', 'vae', 'transformer']) {
      expect(detectWav2vec2(shapesOnly(await shapesOf(`models/demo/${other}.safetensors`)))).toBeNull();
    }
  });

  it.each([
    ['HuBERT', { 'hubert.feature_extractor.conv_layers.0.conv.weight': [512, 1, 10] }, {}],
    ['WavLM', { ...officialShapes(1), 'encoder.layers.0.attention.rel_attn_embed.weight': [320, 12] }, {}],
    ['data2vec-audio', { ...officialShapes(1), 'encoder.pos_conv_embed.layers.0.conv.weight': [768, 48, 19] }, {}],
    ['XLSR', { ...officialShapes(1), 'feature_extractor.conv_layers.1.layer_norm.weight': [512] }, {}],
    ['pre-norm', officialShapes(1), { do_stable_layer_norm: true }],
    ['biases', { ...officialShapes(1), 'feature_extractor.conv_layers.0.conv.bias': [512] }, {}],
    ['MMS', { ...officialShapes(1), 'encoder.layers.0.adapter_layer.norm.weight': [768] }, {}],
    [
      'Whisper',
      { 'model.encoder.conv1.weight': [384, 80, 3], 'model.encoder.embed_positions.weight': [1500, 384] },
      {},
    ],
  ])('that only look alike are refused by name: %s', (name, shapes, settings) => {
    expect(() => detectWav2vec2(shapesOnly(shapes as Record<string, number[]>, settings))).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_UNSUPPORTED', message: expect.stringContaining(name) }),
    );
  });

  it.each([
    ['CHECKPOINT_TENSOR_MISSING', { 'encoder.pos_conv_embed.conv.weight_v': undefined }, {}],
    ['CHECKPOINT_TENSOR_MISSING', { 'encoder.layers.1.final_layer_norm.bias': undefined }, {}],
    ['CHECKPOINT_INVALID', { 'encoder.pos_conv_embed.conv.weight_g': [768, 1, 1] }, {}],
    ['CHECKPOINT_INVALID', { 'feature_extractor.conv_layers.3.conv.weight': [512, 511, 3] }, {}],
    ['CHECKPOINT_INVALID', { 'encoder.pos_conv_embed.conv.weight_v': [768, 50, 128] }, {}],
    ['CHECKPOINT_INVALID', {}, { conv_stride: [5, 2, 2] }],
    ['CHECKPOINT_INVALID', {}, { num_attention_heads: 7 }],
  ])('that are malformed are refused: %s %j %j', (code, changes, settings) => {
    const shapes = Object.fromEntries(
      Object.entries({ ...officialShapes(2), ...changes }).filter(([, shape]) => shape !== undefined),
    );
    expect(() => detectWav2vec2(shapesOnly(shapes as Record<string, number[]>, settings))).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
