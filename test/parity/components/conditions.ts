import { z } from 'zod';
import { audioWindows, mirrorTail } from '../../../core/pipeline/conditions/audio-window.ts';
import { labStatistics, matchColor } from '../../../core/pipeline/conditions/color-match.ts';
import { firstFrameMask } from '../../../core/pipeline/conditions/first-frame-mask.ts';
import { resizeNearest } from '../../../core/pipeline/conditions/plane-mask.ts';
import {
  coverMask,
  type PersonBox,
  referenceMasks,
  sourceMasks,
} from '../../../core/pipeline/conditions/reference-masks.ts';
import { joinFrames, sliceFrames } from '../../../core/pipeline/latents.ts';
import { floatTensor, type Tensor } from '../../../core/plugin-api/index.ts';
import { embeddingInMemory } from '../../support/embedding-in-memory.ts';
import { chooseBucket, type SizeClass } from '../../support/reference-sizes.ts';
import type { ComponentRunner } from '../case.ts';
import { int64Tensor, maskTensor, readFloats } from './tensors.ts';

const runBucket: ComponentRunner = async (parityCase) => {
  const sizes = parityCase.tensors['in.src_hw']!;
  const rows = Array.from({ length: sizes.dims[0]! }, (_, row) => ({
    height: Number(sizes.data[2 * row]),
    width: Number(sizes.data[2 * row + 1]),
  }));
  const choose = (sizeClass: SizeClass) =>
    int64Tensor(
      rows.flatMap((row) => {
        const { height, width } = chooseBucket(row, sizeClass);
        return [height, width];
      }),
      sizes.dims,
    );
  return { 'out.target_hw.480': choose('480'), 'out.target_hw.720': choose('720') };
};

const latentSchema = z.object({
  params: z.object({ frame_nums: z.array(z.int()), lat_hw: z.tuple([z.int(), z.int()]) }),
});

const runLatentCondition: ComponentRunner = async (parityCase) => {
  const { params } = latentSchema.parse(parityCase.config);
  const masks = params.frame_nums.map((frames) => {
    const mask = firstFrameMask(frames, ...params.lat_hw);
    return [`out.mask.${frames}`, maskTensor(mask.data, mask.dims)] as const;
  });
  return Object.fromEntries(masks);
};

const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const masksSchema = z.object({
  params: z.object({
    people: z.int(),
    src_h: z.int(),
    src_w: z.int(),
    target_hw: z.tuple([z.int(), z.int()]),
    face_scale: z.number(),
    bbox: z.array(box).optional(),
  }),
});

const runRefMasks: ComponentRunner = async (parityCase) => {
  const { params } = masksSchema.parse(parityCase.config);
  const source = { height: params.src_h, width: params.src_w };
  const target = { height: params.target_hw[0], width: params.target_hw[1] };
  const boxes: readonly PersonBox[] | undefined = params.bbox;
  const drawn = sourceMasks(source, params.people, boxes, params.face_scale);
  const covered = drawn.map((mask) => coverMask(mask, target));
  const latent = referenceMasks(source, target, params.people, boxes, params.face_scale);
  const [, height, width] = latent.dims as [number, number, number];
  const rows = Math.floor(height / 2);
  const columns = Math.floor(width / 2);
  const tokens = [0, 1, 2].flatMap((person) => {
    const data = Uint8Array.from(latent.data.subarray(person * height * width, (person + 1) * height * width));
    return [...resizeNearest({ height, width, data }, rows, columns).data];
  });
  return {
    'mid.source_masks': maskTensor(
      drawn.flatMap(({ data }) => [...data]),
      [3, source.height, source.width],
    ),
    'mid.target_masks': maskTensor(
      covered.flatMap(({ data }) => [...data]),
      [3, target.height, target.width],
    ),
    'out.ref_target_masks': maskTensor(latent.data, latent.dims),
    'out.token_masks': maskTensor(tokens, [3, rows * columns]),
  };
};

const audioSchema = z.object({
  params: z.object({ frame_num: z.int(), motion_frame: z.int(), clips: z.int(), window: z.int() }),
});

/** As the recording does, the tail is mirrored each time that a clip's end passes the embedding's, also after the last clip. */
const runAudioWindow: ComponentRunner = async (parityCase) => {
  const { params } = audioSchema.parse(parityCase.config);
  const { frame_num: frames, motion_frame: motionFrames, clips, window } = params;
  let embedding = embeddingInMemory(readFloats(parityCase, 'in.full_audio_emb'));
  const out: Record<string, Tensor> = {};
  for (let clip = 0, start = 0; clip < clips; clip++) {
    const windows = await audioWindows(embedding, start, frames, window);
    out[`out.audio_embs.${clip}`] = floatTensor(windows.data, [1, ...windows.dims]);
    start += frames - motionFrames;
    embedding = mirrorTail(embedding, start + frames);
  }
  return { ...out, 'mid.padded_length': int64Tensor([embedding.frames], [1]) };
};

const colorSchema = z.object({ params: z.object({ strengths: z.array(z.number()) }) });

const runColorMatch: ComponentRunner = async (parityCase) => {
  const { params } = colorSchema.parse(parityCase.config);
  const video = readFloats(parityCase, 'in.video');
  const [, ...dims] = video.dims as [number, number, number, number, number];
  const reference = labStatistics(readFloats(parityCase, 'in.reference').data);
  const outputs = params.strengths.map((strength, index) => {
    const frames = Array.from({ length: dims[1]! }, (_, frame) => sliceFrames(floatTensor(video.data, dims), frame, 1));
    const matched = frames.map((frame) => floatTensor(matchColor(frame.data, reference, strength), frame.dims));
    return [`out.matched.${index}`, floatTensor(joinFrames(matched).data, video.dims)] as const;
  });
  return Object.fromEntries(outputs);
};

export const conditionComponents: Record<string, ComponentRunner> = {
  bucket: runBucket,
  latent_condition: runLatentCondition,
  ref_masks: runRefMasks,
  audio_window: runAudioWindow,
  color_match: runColorMatch,
};
