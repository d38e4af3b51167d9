import { GenesisError } from '../../errors/genesis-error.ts';
import { decodeSpeech, SPEECH_RATE } from '../../media/audio-decode.ts';
import { cropToAspect } from '../../media/crop-aspect.ts';
import { decodeImage } from '../../media/image-decode.ts';
import { clipPixels, imageToVideoImage, infiniteTalkImage } from '../../media/image-preprocess.ts';
import { normaliseLoudness } from '../../media/loudness.ts';
import { toPlanar } from '../../media/rgb-image.ts';
import { floatTensor } from '../../plugin-api/tensor.ts';
import type { GenerationSpec } from '../../runs/spec.ts';
import type { InputLimits } from '../../runs/worker-protocol.ts';
import type { StageProduct } from '../stage-store.ts';

export interface PrepareRequest {
  readonly spec: GenerationSpec;
  readonly imageFile: string;
  /** null: silence, as long as the video. */
  readonly audioFile: string | null;
  /** Side of the image encoder's input in pixels. */
  readonly clipSize: number;
  readonly limits: InputLimits;
}

/**
 * Decodes the inputs. Makes `picture` `[3, 1, H, W]` in [-1, 1], `clipPixels` `[1, 3, S, S]` and, with audio, `speech`
 * `[samples]` (mono, 16 kHz, −23 LUFS, at least one window long); the fact `frames` is the video's length.
 */
export async function prepare({ spec, imageFile, audioFile, clipSize, limits }: PrepareRequest): Promise<StageProduct> {
  const { width, height, mode, fps, frameWindowSize } = spec;
  const image = await decodeImage(imageFile, { field: 'image', maxPixels: limits.maxPixels });
  const talk = mode === 'INFINITETALK';
  const picture = talk
    ? infiniteTalkImage(image, width, height)
    : imageToVideoImage(cropToAspect(image, width, height), width, height);
  const tensors = {
    picture: floatTensor(picture.data, [3, 1, height, width]),
    clipPixels: clipPixels(talk ? picture : toPlanar(image), clipSize),
  };
  const limit = spec.maxFrames ?? Number.POSITIVE_INFINITY;
  if (!talk) return { tensors, facts: { frames: Math.min(frameWindowSize, limit) } };
  const samplesPerFrame = SPEECH_RATE / fps;
  const heard = audioFile
    ? await decodeSpeech(audioFile, { field: 'audio', maxSeconds: limits.maxAudioSeconds })
    : null;
  const frames = Math.min(
    limit,
    heard ? Math.floor(heard.length / samplesPerFrame) : (spec.maxFrames ?? frameWindowSize),
  );
  if (frames < 1) {
    throw new GenesisError('ASSET_UNREADABLE', 'the audio is shorter than one frame', {
      field: 'audio',
      accepted: `at least ${1 / fps} seconds`,
    });
  }
  // A voice that ends inside the first window is followed by silence, so that the mouth closes instead of freezing.
  const speech = new Float32Array(
    Math.max(heard?.length ?? 0, Math.ceil(Math.max(frames, frameWindowSize) * samplesPerFrame)),
  );
  if (heard) speech.set(normaliseLoudness(heard, SPEECH_RATE));
  return { tensors: { ...tensors, speech: floatTensor(speech, [speech.length]) }, facts: { frames } };
}
