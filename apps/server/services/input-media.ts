import { requireSound } from '../../../core/media/audio-decode.ts';
import { requirePicture } from '../../../core/media/video-frames.ts';
import type { MediaContext } from '../../../core/runs/check-media.ts';
import type { Asset } from '../../../core/runs/service.ts';
import type { InputLimits } from '../../../core/runs/worker-protocol.ts';

/** Looks into the files of assets, within the limits that a run has. */
export function inputMedia(
  assets: { path(asset: Asset, field?: string): string },
  { maxPixels, maxAudioSeconds: maxSeconds }: InputLimits,
): Omit<MediaContext, 'asset'> {
  return {
    requireFile: (asset, field) => void assets.path(asset, field),
    requirePicture: (video, field) => requirePicture(assets.path(video, field), { field, maxPixels }),
    requireSound: async (voice, field) => {
      const seconds = await requireSound(assets.path(voice, field), { field, maxSeconds });
      // What was decoded on upload is what is heard; of a video the length is that of its picture.
      return voice.kind === 'AUDIO' && voice.seconds !== null ? voice.seconds : seconds;
    },
  };
}
