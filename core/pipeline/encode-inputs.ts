import { GenesisError } from '../errors/genesis-error.ts';
import { type FloatTensor, floatTensor } from '../plugin-api/tensor.ts';
import { loadTokenizer } from '../text/tokenizer.ts';
import { audioFileOf, fileOf, type Run } from './run-context.ts';
import type { StageOutput } from './stage-store.ts';
import { encodeText } from './stages/encode-text.ts';
import { prepare } from './stages/prepare.ts';
import type { Identified, WindowSource } from './window-request.ts';

const once = { window: null, windows: null } as const;

export async function prepareInputs({ spec, order, journal, networks, surroundings }: Run): Promise<StageOutput> {
  const clipSize = networks.describe('image-encoder').imageSize;
  const { mode, width, height, fps, maxFrames, frameWindowSize } = spec;
  const settings = { mode, width, height, fps, maxFrames, frameWindowSize };
  const parts = { image: spec.image.sha256, audio: spec.audio?.sha256 ?? null, settings, clipSize };
  return journal.ensure({ stage: 'prepare', ...once, version: 1, parts }, () =>
    prepare({
      spec,
      imageFile: fileOf(order, spec.image.id),
      audioFile: audioFileOf(order),
      clipSize,
      limits: surroundings.limits,
    }),
  );
}

export async function encodePrompt({ journal, networks, model }: Run, text: string): Promise<Identified<FloatTensor>> {
  if (!model.tokenizer)
    throw new GenesisError('MODEL_NOT_FOUND', `model ${model.name} has no tokenizer.json`, { field: 'model' });
  const tokenizer = await loadTokenizer(model.tokenizer);
  const tokens = tokenizer.tokenize(text, networks.describe('dit').textLength);
  const parts = { network: networks.identity('text-encoder'), ids: tokens.ids, mask: tokens.mask };
  const output = await journal.ensure(
    { stage: 'encode-text', ...once, version: 1, parts, origin: networks.origin('text-encoder') },
    () =>
      networks.use('text-encoder', async (encoder) => ({ tensors: { features: await encodeText(encoder, tokens) } })),
  );
  return { value: (await output.tensors()).features as FloatTensor, identity: output.key };
}

export async function encodePicture(
  { journal, networks }: Run,
  prepared: StageOutput,
): Promise<Identified<WindowSource>> {
  const parts = { network: networks.identity('image-encoder'), prepared: prepared.key };
  const output = await journal.ensure(
    { stage: 'encode-image', ...once, version: 1, parts, origin: networks.origin('image-encoder') },
    () =>
      networks.use('image-encoder', async (encoder) => {
        const features = await encoder.encode((await prepared.tensors()).clipPixels as FloatTensor);
        return { tensors: { features: floatTensor(features.data, features.dims.slice(1)) } };
      }),
  );
  const value = {
    picture: (await prepared.tensors()).picture as FloatTensor,
    imageFeatures: (await output.tensors()).features as FloatTensor,
  };
  return { value, identity: output.key };
}

export async function encodeAudio(
  { journal, networks, spec }: Run,
  prepared: StageOutput,
): Promise<Identified<readonly FloatTensor[]>> {
  const parts = { network: networks.identity('audio-encoder'), prepared: prepared.key, fps: spec.fps };
  const output = await journal.ensure(
    { stage: 'encode-audio', ...once, version: 1, parts, origin: networks.origin('audio-encoder') },
    () =>
      networks.use('audio-encoder', async (encoder) => {
        const speech = (await prepared.tensors()).speech as FloatTensor;
        const frames = Math.floor((speech.data.length / 16000) * spec.fps);
        return { tensors: { features: await encoder.encode(speech.data, frames) } };
      }),
  );
  return { value: [(await output.tensors()).features as FloatTensor], identity: output.key };
}

/** No sound at all, for a network that listens in a mode without sound; null for a network that does not. */
export function silentAudio({ networks }: Run, frames: number): Identified<readonly FloatTensor[]> | null {
  if (networks.describe('dit').audioWindow === null) return null;
  const { layers, dim } = networks.describe('audio-encoder');
  return { value: [floatTensor(new Float32Array(frames * layers * dim), [frames, layers, dim])], identity: 'silence' };
}

/** Masks of a single person: person 1, person 2 and background are all ones, `[3, h, w]`. */
export function onePerson(height: number, width: number): FloatTensor {
  return floatTensor(new Float32Array(3 * height * width).fill(1), [3, height, width]);
}
