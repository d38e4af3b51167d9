import { type VideoFrame, videoFramesAt } from '../media/video-frames.ts';
import type { FloatTensor } from '../plugin-api/tensor.ts';
import { requireShape, requireStored, requireWindows } from '../runs/check-latents.ts';
import { startsFromLatents } from '../runs/resolve-inputs.ts';
import type { StartLatents } from '../runs/spec-inputs.ts';
import { videoPicture } from './conditions/condition-picture.ts';
import { joinFrames } from './latents.ts';
import { fileOf, type Run } from './run-context.ts';
import type { WindowInput } from './window-request.ts';
import type { WindowPlan } from './windows.ts';

/** What the windows start from in place of noise: the frames of the video, or the latents of another generation. */
export function windowInput(run: Run, windows: readonly WindowPlan[]): WindowInput | null {
  if (!startsFromLatents(run.spec)) return null;
  const { startLatents } = run.spec;
  return startLatents ? earlierLatents(run, startLatents, windows.length) : videoLatents(run);
}

function videoLatents({ spec, order, surroundings }: Run): WindowInput {
  const { mode, width, height, fps } = spec;
  const video = spec.video!;
  return {
    identity: ({ start, frames }) => ({ video: video.sha256, start, frames, settings: { mode, width, height, fps } }),
    latents: async ({ start, frames }, codec, checkpoint) => {
      const times = Array.from({ length: frames }, (_, frame) => (start + frame) / fps);
      const options = { field: 'video', maxPixels: surroundings.limits.maxPixels };
      const open = () => videoFramesAt(fileOf(order, video.id), times, options);
      let decoded = open();
      const next = async (): Promise<FloatTensor> => {
        const { value } = (await decoded.next()) as IteratorResult<VideoFrame, undefined>;
        if (!value) throw new RangeError('the video has no frame');
        return videoPicture(value, spec);
      };
      try {
        const read = async (first: number, count: number) => {
          if (first === 0) {
            await decoded.return(undefined);
            decoded = open();
          }
          const parts: FloatTensor[] = [];
          while (parts.length < count) parts.push(await next());
          return joinFrames(parts);
        };
        return await codec.encode(frames, read, checkpoint);
      } finally {
        await decoded.return(undefined);
      }
    },
  };
}

function earlierLatents({ spec, journal, networks }: Run, startLatents: StartLatents, windows: number): WindowInput {
  const { keys } = startLatents;
  requireWindows(startLatents, windows);
  return {
    identity: ({ index }) => ({ latents: keys[index] }),
    latents: async (window) => {
      const vae = networks.describe('vae');
      const stored = await journal.store.get(keys[window.index]!);
      const latents = stored && ((await stored.tensors()).latents as FloatTensor);
      requireStored(latents);
      const frames = 1 + (window.frames - 1) / vae.temporalScale;
      const shape = [vae.latentChannels, frames, spec.height / vae.spatialScale, spec.width / vae.spatialScale];
      requireShape(latents.dims, shape);
      return latents;
    },
  };
}
