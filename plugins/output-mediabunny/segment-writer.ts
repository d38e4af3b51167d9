import { rm, stat } from 'node:fs/promises';
import { FilePathTarget, Output, Quality, VideoSample, VideoSampleSource } from 'mediabunny';
import type { SegmentWriter, VideoFormat } from '../../core/plugin-api/index.ts';
import { loadCodecs } from './codecs.ts';
import type { Container, EncodingOptions } from './container.ts';
import { colorSpaceOf, rgbToI420 } from './i420.ts';

/** Encodes frames to a file of their own, which starts with a key frame and has no audio. */
export async function openSegment(
  file: string,
  format: VideoFormat,
  container: Container,
  { quantizer }: EncodingOptions,
): Promise<SegmentWriter> {
  await loadCodecs();
  const { width, height, fps } = format;
  const output = new Output({ format: container.format(), target: new FilePathTarget(file) });
  const source = new VideoSampleSource({
    codec: container.videoCodec,
    quality: new Quality({ quantizer }),
    hardwareAcceleration: 'prefer-software',
  });
  output.addVideoTrack(source, { frameRate: fps });
  await output.start();
  const colorSpace = colorSpaceOf(format);
  let frames = 0;
  return {
    async write(frame) {
      const timestamp = frames++ / fps;
      const plane = {
        format: 'I420',
        codedWidth: width,
        codedHeight: height,
        timestamp,
        duration: 1 / fps,
        colorSpace,
      } as const;
      using sample = new VideoSample(rgbToI420(frame, format), plane);
      await source.add(sample);
    },
    async close() {
      await output.finalize();
      await container.settle(file);
      return (await stat(file)).size;
    },
    async abort() {
      await output.cancel();
      await rm(file, { force: true });
    },
  };
}
