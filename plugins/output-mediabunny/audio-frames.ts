import { AudioSample } from 'mediabunny';
import type { AudioTrack } from '../../core/plugin-api/index.ts';
import { loadCodecs } from './codecs.ts';

/** Makes a sample of interleaved float32 PCM. @param start its first frame, counted from time 0 */
export type MakeAudioSample = (data: Float32Array, start: number) => AudioSample;

/**
 * Samples that live in FFmpeg's own frames. Given plain arrays, the encoder of @mediabunny/server 1.59 allocates a frame
 * for each and never frees it: 115 MB for ten minutes.
 * @throws GenesisError PLUGIN_UNAVAILABLE
 */
export async function audioFrames({ sampleRate, channels }: AudioTrack): Promise<MakeAudioSample> {
  await loadCodecs();
  const { AvFrameAudioSampleResource } = await import('@mediabunny/server');
  const { AV_CHANNEL_LAYOUT_MONO, AV_CHANNEL_LAYOUT_STEREO, AV_SAMPLE_FMT_FLT, Frame } = await import('node-av');
  const channelLayout = channels === 1 ? AV_CHANNEL_LAYOUT_MONO : AV_CHANNEL_LAYOUT_STEREO;
  return (data, start) => {
    const frame = Frame.fromAudioBuffer(Buffer.from(data.buffer, data.byteOffset, data.byteLength), {
      nbSamples: data.length / channels,
      format: AV_SAMPLE_FMT_FLT,
      sampleRate,
      channelLayout,
      pts: BigInt(start),
      timeBase: { num: 1, den: sampleRate },
    });
    return new AudioSample(new AvFrameAudioSampleResource(frame));
  };
}
