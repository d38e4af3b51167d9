import portrait from '../../../../models/demo/samples/portrait_1.png?url';
import speech from '../../../../models/demo/samples/speech_1.wav?url';
import { useText } from '../text/index.ts';
import { draft, voiceOf } from './draft.ts';
import { sourceUploads, voiceUploads } from './uploads.ts';

/** Voices of one generation at most. */
export const MAX_VOICES = 4;

export interface Inputs {
  /** A picture or a video; a sound that was dropped in the wrong place becomes a voice. */
  addSource(file: Blob, filename: string): Promise<void>;
  /** A sound, or a video's; a picture that was dropped in the wrong place becomes the source. */
  addVoice(file: Blob, filename: string): Promise<void>;
  addSample(): Promise<void>;
}

/**
 * The source and the voices of the draft, and what fills them. They are named as the user's files are: the server knows the same content by the name
 * that it came with first.
 */
export function useInputs(): Inputs {
  const { make } = useText();
  const sendSource = async (file: Blob, filename: string) => {
    const asset = await sourceUploads.send(file, filename);
    if (asset?.kind === 'AUDIO') sourceUploads.fail(make.noPicture);
    else if (asset) {
      // Where somebody is in one picture says nothing about another one; where nobody was yet, it stays.
      const { source: before, voices } = draft.get();
      draft.set({
        source: { ...asset, filename },
        // A video in place of the picture is what the windows start from by itself.
        ...(asset.kind === 'VIDEO' ? { startVideo: null } : {}),
        ...(before ? { voices: voices.map(({ audio }) => voiceOf(audio)) } : {}),
      });
    }
  };
  const sendVoice = async (file: Blob, filename: string) => {
    const asset = await voiceUploads.send(file, filename);
    if (asset?.kind === 'IMAGE') voiceUploads.fail(make.noVoice);
    else if (asset) {
      const { voices } = draft.get();
      const vacant = voices.findIndex(({ audio }) => audio === null);
      draft.set({
        voices:
          vacant >= 0
            ? voices.with(vacant, { ...voices[vacant]!, audio: { ...asset, filename } })
            : [...voices, voiceOf({ ...asset, filename })].slice(0, MAX_VOICES),
      });
    }
  };
  return {
    addSource: (file, filename) =>
      file.type.startsWith('audio/') ? sendVoice(file, filename) : sendSource(file, filename),
    addVoice: (file, filename) =>
      file.type.startsWith('image/') ? sendSource(file, filename) : sendVoice(file, filename),
    addSample: async () => {
      const [picture, sound] = await Promise.all([fetch(portrait), fetch(speech)]);
      await Promise.all([
        sendSource(await picture.blob(), 'portrait_1.png'),
        sendVoice(await sound.blob(), 'speech_1.wav'),
      ]);
    },
  };
}
