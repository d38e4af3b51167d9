import { AdtsOutputFormat, Mp4OutputFormat, OggOutputFormat, WebMOutputFormat } from 'mediabunny';
import { definePlugin, type OutputContribution, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { codecsUnavailable } from './codecs.ts';
import type { Container, EncodingOptions } from './container.ts';
import { withoutSei } from './h264-sei.ts';
import { join } from './join.ts';
import { clearTimes } from './mp4-times.ts';
import { openSegment } from './segment-writer.ts';

const mp4: Container = {
  extension: '.mp4',
  mimeType: 'video/mp4',
  videoCodec: 'avc',
  audioCodec: 'aac',
  // 6144 bits in each frame of 1024 samples, at 48 kHz.
  audioBitrateLimit: 288_000,
  audioPriming: 1024,
  // The index goes to the end of the file: that streams, and the muxer holds no media.
  format: () => new Mp4OutputFormat({ fastStart: false }),
  soundFormat: () => new AdtsOutputFormat(),
  cleanPacket: withoutSei,
  settle: clearTimes,
};

const webm: Container = {
  extension: '.webm',
  mimeType: 'video/webm',
  videoCodec: 'vp9',
  audioCodec: 'opus',
  audioBitrateLimit: 256_000,
  audioPriming: 0,
  format: () => new WebMOutputFormat(),
  soundFormat: () => new OggOutputFormat(),
  cleanPacket: (data) => data,
  settle: async () => {},
};

const audioBitrate = z
  .number()
  .int()
  .min(16000)
  .max(320000)
  .default(128000)
  .describe('Audio bit rate, as far as the codec goes: mono less far than stereo')
  .meta({ unit: 'bit/s', translations: { zh: '音频码率，以编解码器的上限为限：单声道的上限低于立体声' } });

function output(
  { id, title, description, zh }: { id: string; title: string; description: string; zh: string },
  container: Container,
  options: z.ZodType<EncodingOptions>,
) {
  return {
    kind: 'output',
    id,
    version: '1.0.0',
    title,
    description,
    translations: { zh: { description: zh } },
    options,
    capabilities: { audio: true },
    unavailable: codecsUnavailable,
    create: (_context, chosen) => ({
      extension: container.extension,
      mimeType: container.mimeType,
      segmentExtension: container.extension,
      openSegment: (file, format) => openSegment(file, format, container, chosen),
      join: (request) => join(request, container, chosen),
    }),
  } satisfies OutputContribution<EncodingOptions>;
}

export default definePlugin({
  name: 'genesis-output-mediabunny',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    output(
      {
        id: 'mp4',
        title: 'MP4 (H.264, AAC)',
        description: 'Plays everywhere. Needs the optional package @mediabunny/server.',
        zh: '随处可播放。需要可选包 @mediabunny/server。',
      },
      mp4,
      z.object({
        quantizer: z
          .number()
          .int()
          .min(0)
          .max(51)
          .default(16)
          .describe('H.264 quantizer; lower is better and larger')
          .meta({ translations: { zh: 'H.264 量化参数；越低画质越好、文件越大' } }),
        audioBitrate,
      }),
    ),
    output(
      {
        id: 'webm',
        title: 'WebM (VP9, Opus)',
        description: 'Open codecs, smaller files. Needs the optional package @mediabunny/server.',
        zh: '开放编码，文件更小。需要可选包 @mediabunny/server。',
      },
      webm,
      z.object({
        quantizer: z
          .number()
          .int()
          .min(0)
          .max(63)
          .default(16)
          .describe('VP9 quantizer; lower is better and larger')
          .meta({ translations: { zh: 'VP9 量化参数；越低画质越好、文件越大' } }),
        audioBitrate,
      }),
    ),
  ],
});
