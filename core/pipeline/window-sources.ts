import { videoFramesAt } from '../media/video-frames.ts';
import { type FloatTensor, floatTensor } from '../plugin-api/tensor.ts';
import { conditionPicture } from './conditions/condition-picture.ts';
import { fileOf, type Run } from './run-context.ts';
import type { StageOutput } from './stage-store.ts';
import type { Identified, WindowChainRequest, WindowSource } from './window-request.ts';
import type { WindowPlan } from './windows.ts';

/**
 * What conditions each window: a still image is the same for all; of a video it is the frame at the window's start, or
 * the last one where the video has ended.
 * @param first what conditions the first window
 */
export async function windowSources(
  run: Run,
  windows: readonly WindowPlan[],
  first: Identified<WindowSource>,
): Promise<WindowChainRequest['source']> {
  if (run.spec.image) return async () => first;
  const encoded: StageOutput[] = [];
  // All at once, so that the image encoder is loaded once; each output is read again when its window comes.
  for (const window of windows) {
    const output = await encodeFrameAt(run, window, windows.length);
    output.forget();
    encoded.push(output);
  }
  let held: StageOutput | null = null;
  return async ({ index }) => {
    const output = encoded[index]!;
    if (held !== output) held?.forget();
    held = output;
    const { picture, features } = (await output.tensors()) as Record<string, FloatTensor>;
    return { value: { picture: picture!, imageFeatures: features! }, identity: output.key };
  };
}

/** The stage `encode-image` of one window of a video. */
async function encodeFrameAt(run: Run, window: WindowPlan, windows: number): Promise<StageOutput> {
  const { spec, order, journal, networks, surroundings } = run;
  const { mode, width, height, fps } = spec;
  const video = spec.video!;
  const parts = {
    network: networks.identity('image-encoder'),
    video: video.sha256,
    frame: window.start,
    settings: { mode, width, height, fps },
  };
  const origin = networks.origin('image-encoder');
  return journal.ensure({ stage: 'encode-image', window: window.index, windows, version: 1, parts, origin }, () =>
    networks.use('image-encoder', async (encoder) => {
      const options = { field: 'video', maxPixels: surroundings.limits.maxPixels };
      for await (const frame of videoFramesAt(fileOf(order, video.id), [window.start / fps], options)) {
        const { picture, clipPixels } = conditionPicture(frame, spec, encoder.imageSize);
        const features = await encoder.encode(clipPixels);
        return { tensors: { picture, features: floatTensor(features.data, features.dims.slice(1)) } };
      }
      throw new RangeError('the video has no frame');
    }),
  );
}
