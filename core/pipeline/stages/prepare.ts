import { decodeImage } from '../../media/image-decode.ts';
import { speechOpening } from '../../media/lip-sync/speech-opening.ts';
import type { RgbImage } from '../../media/rgb-image.ts';
import { speechInFile } from '../../media/sample-file.ts';
import { decodeVoice, writeSpeech } from '../../media/speech-file.ts';
import { firstVideoFrame } from '../../media/video-frames.ts';
import type { VoiceFile } from '../../media/voice-track.ts';
import { requireFrames } from '../../runs/check-media.ts';
import type { GenerationSpec } from '../../runs/spec.ts';
import type { AssetReference } from '../../runs/spec-inputs.ts';
import { videoLength } from '../../runs/video-length.ts';
import type { InputLimits } from '../../runs/worker-protocol.ts';
import { conditionPicture } from '../conditions/condition-picture.ts';
import { boxRegion, lightRegion, referenceMasks, speakerMasks } from '../conditions/reference-masks.ts';
import type { StageProduct } from '../stage-store.ts';

export interface PrepareRequest {
  readonly spec: GenerationSpec;
  /** Path of an asset's file. */
  readonly fileOf: (asset: AssetReference) => string;
  /** Files of the voices, in the order of the speakers. */
  readonly voices: readonly VoiceFile[];
  /** Side of the image encoder's input in pixels. */
  readonly clipSize: number;
  readonly limits: InputLimits;
  /** Path for a file that becomes part of the output. */
  readonly scratch: (name: string) => Promise<string>;
}

/** Name of a person's speech among the files of the stage: float32, mono, 16 kHz. */
export const speechName = (person: number): string => `speech.${person}`;

/**
 * Decodes the inputs. Makes `picture` `[3, 1, H, W]` in [-1, 1] and `clipPixels` `[1, 3, S, S]` of the image or the
 * video's first frame, and in INFINITETALK `masks` `[people + 1, h, w]` and a file of speech per person (mono, 16 kHz,
 * −23 LUFS, at least one window long). Facts: `frames`, the video's length; `samples`, the length of each speech;
 * `people`; `opening`, how far a single speaker's mouth should open, by frame.
 */
export async function prepare(request: PrepareRequest): Promise<StageProduct> {
  const { spec, clipSize } = request;
  const { mode } = spec;
  const source = await sourcePicture(request);
  const tensors = conditionPicture(source, spec, clipSize);
  if (mode === 'I2V') {
    const { frames } = videoLength(spec, []);
    return { tensors, facts: { frames, people: 1 } };
  }
  const masks = await peopleMasks(request, source);
  return { tensors: { ...tensors, masks }, ...(await prepareSpeech(request)) };
}

async function sourcePicture({ spec, fileOf, limits }: PrepareRequest): Promise<RgbImage> {
  const { maxPixels } = limits;
  if (spec.image) return decodeImage(fileOf(spec.image), { field: 'image', maxPixels });
  return firstVideoFrame(fileOf(spec.video!), { field: 'video', maxPixels });
}

/** Masks of the people and the background. A single speaker with a place gets somebody silent beside them who is nowhere. */
async function peopleMasks({ spec, fileOf, limits }: PrepareRequest, source: RgbImage) {
  const { speakers, width, height } = spec;
  if (!speakers.some(({ box, mask }) => box || mask)) {
    return referenceMasks(source, { width, height }, Math.max(1, speakers.length));
  }
  const regions = await Promise.all(
    speakers.map(async ({ box, mask }, i) => {
      if (box) return boxRegion(source, box);
      const picture = await decodeImage(fileOf(mask!), {
        field: `speakers.${i}.mask`,
        maxPixels: limits.maxPixels,
      });
      return lightRegion(picture, source);
    }),
  );
  const nowhere = { ...regions[0]!, data: new Uint8Array(source.width * source.height) };
  return speakerMasks(regions.length === 1 ? [...regions, nowhere] : regions, { width, height });
}

/** The speech of every person, at the loudness of speech and in its place in time. */
async function prepareSpeech({
  spec,
  voices,
  limits,
  scratch,
}: PrepareRequest): Promise<Omit<StageProduct, 'tensors'>> {
  const { fps, multiAudio } = spec;
  const heard = [];
  for (const [person, { field, file }] of voices.entries()) {
    const options = { field, maxSeconds: limits.maxAudioSeconds };
    heard.push(await decodeVoice(file, await scratch(`voice.${person}`), options));
  }
  const lengths = heard.map(({ samples }) => samples);
  const { frames, samples } = videoLength(spec, lengths);
  requireFrames(frames, spec, voices[0]?.field ?? 'audio');
  const people = spec.speakers.length === 1 ? 2 : Math.max(1, voices.length);
  const files: Record<string, string> = {};
  let offset = 0;
  for (let person = 0; person < people; person++) {
    const target = await scratch(speechName(person));
    await writeSpeech(heard[person] ?? null, target, offset, samples);
    if (multiAudio === 'add') offset += lengths[person] ?? 0;
    files[speechName(person)] = target;
  }
  const opening =
    people === 1 ? Array.from(await speechOpening(speechInFile(files[speechName(0)]!, samples), fps)) : null;
  return { files, facts: { frames, samples, people, opening } };
}
