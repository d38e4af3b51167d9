import type { ReactNode } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';

/** MIME types of files that have a voice. */
export const VOICE_TYPES = ['audio/*', 'video/*'];

/** Opens the file chooser for a voice when the button in it is pressed. */
export function ChooseVoice({ children, onFile }: { readonly children: ReactNode; onFile(file: File): void }) {
  return (
    <FileTrigger
      acceptedFileTypes={VOICE_TYPES}
      onSelect={(files) => {
        if (files?.[0]) onFile(files[0]);
      }}
    >
      {children}
    </FileTrigger>
  );
}
