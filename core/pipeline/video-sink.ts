import { videoFrame } from '../media/rgb-image.ts';
import type { VideoFormat, VideoOutput } from '../plugin-api/output.ts';
import type { StageStore } from './stage-store.ts';
import type { WindowSink } from './window-chain.ts';

/** Name of the segment among a decode stage's files. */
export const SEGMENT = 'segment';

/** Encodes a window's frames into a segment file of its own, as they come. */
export async function openVideoSink(output: VideoOutput, format: VideoFormat, store: StageStore, window: number): Promise<WindowSink> {
  const name = `${SEGMENT}${output.segmentExtension}`;
  const file = await store.scratch(`window-${window}${output.segmentExtension}`);
  const writer = await output.openSegment(file, format);
  return {
    write: async (frames) => {
      const count = frames.dims[1]!;
      for (let frame = 0; frame < count; frame++) {
        await writer.write(videoFrame(frames.data, count, format.width, format.height, frame));
      }
    },
    finish: async () => {
      await writer.close();
      return { files: { [name]: file }, facts: { segment: name } };
    },
    abort: () => writer.abort(),
  };
}
