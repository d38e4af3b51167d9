import portrait from '../../../../models/demo/samples/portrait_1.png?url';
import speech from '../../../../models/demo/samples/speech_1.wav?url';
import { useStore } from '../store.ts';
import { useText } from '../text/index.ts';
import { draft } from './draft.ts';
import { type UploadState, useUpload } from './use-upload.ts';

export interface Inputs {
  readonly portrait: UploadState;
  readonly voice: UploadState;
  addImage(file: Blob, filename: string): Promise<void>;
  addVoice(file: Blob, filename: string): Promise<void>;
  /** Puts a file where its kind belongs, wherever it was dropped. */
  add(file: File): Promise<void>;
  addSample(): Promise<void>;
}

/** The portrait and the voice of the draft, and the uploads that fill them. */
export function useInputs(): Inputs {
  const { make } = useText();
  const portraitUpload = useUpload();
  const voiceUpload = useUpload();
  useStore(draft);

  const addImage = async (file: Blob, filename: string) => {
    const image = await portraitUpload.send(file, filename);
    if (!image) return;
    if (image.kind === 'IMAGE') draft.set({ image });
    else portraitUpload.fail(make.wrongKind(make.picture));
  };
  const addVoice = async (file: Blob, filename: string) => {
    const audio = await voiceUpload.send(file, filename);
    if (!audio) return;
    if (audio.kind === 'IMAGE') voiceUpload.fail(make.wrongKind(make.voice));
    else draft.set({ audio });
  };
  return {
    portrait: portraitUpload,
    voice: voiceUpload,
    addImage,
    addVoice,
    add: (file) => (file.type.startsWith('image/') ? addImage(file, file.name) : addVoice(file, file.name)),
    addSample: async () => {
      const [picture, voice] = await Promise.all([fetch(portrait), fetch(speech)]);
      await Promise.all([
        addImage(await picture.blob(), 'portrait_1.png'),
        addVoice(await voice.blob(), 'speech_1.wav'),
      ]);
    },
  };
}
