import { mouthDarkness } from '../media/lip-sync/lip-sync-score.ts';
import type { MouthBox } from '../media/lip-sync/mouth-box.ts';
import { videoFrame } from '../media/rgb-image.ts';
import type { VideoFormat, VideoOutput } from '../plugin-api/output.ts';
import { FrameMeter } from './frame-meter.ts';
import type { StageStore } from './stage-store.ts';
import type { WindowSink } from './window-request.ts';

/** Name of the segment among a decode stage's files. */
export const SEGMENT = 'segment';

/**
 * Encodes a window's frames into a segment file of its own, as they come.
 * @param reference the picture that the video starts from, RGB `[height, width, 3]`, against which colours drift
 * @param mouth where the mouth is; with it the fact `mouth` has the mouth's darkness in every frame
 */
export async function openVideoSink(
  output: VideoOutput,
  format: VideoFormat,
  mouth: MouthBox | null,
  reference: Uint8Array,
  store: StageStore,
  window: number,
): Promise<WindowSink> {
  const name = `${SEGMENT}${output.segmentExtension}`;
  const file = await store.scratch(`window-${window}${output.segmentExtension}`);
  const writer = await output.openSegment(file, format);
  const darkness: number[] = [];
  const meter = new FrameMeter(reference);
  return {
    write: async (frames) => {
      const count = frames.dims[1]!;
      for (let frame = 0; frame < count; frame++) {
        const rgb = videoFrame(frames.data, count, format.width, format.height, frame);
        if (mouth) darkness.push(mouthDarkness(rgb, format.width, mouth));
        meter.see(rgb);
        await writer.write(rgb);
      }
    },
    finish: async () => {
      await writer.close();
      const facts = { segment: name, mouth: darkness, ...meter.facts() };
      return { tensors: { edges: meter.edges() }, files: { [name]: file }, facts };
    },
    abort: () => writer.abort(),
  };
}
