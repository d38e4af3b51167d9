import { GenesisError } from '../errors/genesis-error.ts';
import { FloatFile } from '../media/sample-file.ts';
import { type FloatTensor, floatTensor } from '../plugin-api/tensor.ts';
import type { TensorDiagnostic } from '../runs/events.ts';
import { inputAssets } from '../runs/spec-inputs.ts';
import { loadTokenizer } from '../text/tokenizer.ts';
import { type AudioEmbedding, silentEmbedding, storedEmbedding } from './conditions/audio-embedding.ts';
import { diagnoseFinite, joinDiagnostics } from './diagnostics.ts';
import { fileOf, type Run, voiceFiles } from './run-context.ts';
import type { StageOutput, StageProduct } from './stage-store.ts';
import { encodeText } from './stages/encode-text.ts';
import { prepare, speechName } from './stages/prepare.ts';
import type { Identified, WindowSource } from './window-request.ts';

const once = { window: null, windows: null } as const;

export async function prepareInputs({ spec, order, journal, networks, surroundings }: Run): Promise<StageOutput> {
  const clipSize = networks.describe('image-encoder').imageSize;
  const { mode, width, height, fps, maxFrames, frameWindowSize, multiAudio } = spec;
  const settings = { mode, width, height, fps, maxFrames, frameWindowSize, multiAudio };
  const assets = inputAssets(spec).map(([field, { sha256 }]) => [field, sha256]);
  const parts = { assets, boxes: spec.speakers.map(({ box }) => box), settings, clipSize };
  return journal.ensure({ stage: 'prepare', ...once, version: 2, parts }, () =>
    prepare({
      spec,
      fileOf: ({ id }) => fileOf(order, id),
      voices: voiceFiles(order),
      clipSize,
      limits: surroundings.limits,
      scratch: (name) => journal.store.scratch(name),
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

/** The picture that the video starts from. */
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

/** Name of a person's features among the files of the stage: float32 `[frames, layers, dim]`. */
const featuresName = (person: number): string => `features.${person}`;

/** Reads numbers of a file of float32 that belongs to a stage's output. */
function floatsIn(output: StageOutput, name: string) {
  return async (start: number, count: number): Promise<Float32Array> => {
    const bytes = await output.read(name, start * 4, count * 4);
    return new Float32Array(bytes.buffer, bytes.byteOffset, count);
  };
}

/** Audio features of every person, in files that windows read from. */
export async function encodeAudio(
  { journal, networks, spec }: Run,
  prepared: StageOutput,
): Promise<Identified<readonly AudioEmbedding[]>> {
  const parts = { network: networks.identity('audio-encoder'), prepared: prepared.key, fps: spec.fps };
  const people = Number(prepared.facts.people);
  const samples = Number(prepared.facts.samples);
  const frames = Math.floor((samples / 16000) * spec.fps);
  const output = await journal.ensure(
    { stage: 'encode-audio', ...once, version: 2, parts, origin: networks.origin('audio-encoder') },
    () =>
      networks.use('audio-encoder', async (encoder): Promise<StageProduct> => {
        const files: Record<string, string> = {};
        const seen: TensorDiagnostic[] = [];
        const place = { stage: 'encode-audio', window: null, origin: networks.origin('audio-encoder') } as const;
        for (let person = 0; person < people; person++) {
          const name = featuresName(person);
          files[name] = await journal.store.scratch(name);
          await using file = await FloatFile.create(files[name]);
          const speech = { length: samples, read: floatsIn(prepared, speechName(person)) };
          const pieces: TensorDiagnostic[] = [];
          await encoder.encode(speech, frames, async (features) => {
            journal.checkCancelled();
            pieces.push(diagnoseFinite(place, name, features));
            await file.append(features.data);
          });
          seen.push(joinDiagnostics(pieces));
        }
        return { tensors: {}, files, facts: { frames }, diagnostics: seen };
      }),
  );
  const { layers, dim } = networks.describe('audio-encoder');
  const value = Array.from({ length: people }, (_, person) =>
    storedEmbedding(floatsIn(output, featuresName(person)), { frames, layers, dim }),
  );
  return { value, identity: output.key };
}

/** No sound at all, for a network that listens in a mode without sound; null for a network that does not. */
export function silentAudio({ networks }: Run, frames: number): Identified<readonly AudioEmbedding[]> | null {
  if (networks.describe('dit').audioWindow === null) return null;
  const { layers, dim } = networks.describe('audio-encoder');
  return { value: [silentEmbedding({ frames, layers, dim })], identity: 'silence' };
}

/** Masks of a single person: person 1, person 2 and background are all ones, `[3, h, w]`. */
export function onePerson(height: number, width: number): FloatTensor {
  return floatTensor(new Float32Array(3 * height * width).fill(1), [3, height, width]);
}
