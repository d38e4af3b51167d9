import { AudioLines, X } from 'lucide-react';
import type { Asset } from '../api/upload.ts';
import { seconds } from '../format.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { DropCard } from './drop-card.tsx';
import { Recorder } from './recorder.tsx';
import type { UploadState } from './use-upload.ts';
import { Waveform } from './waveform.tsx';

interface Props {
  readonly audio: Asset | null;
  readonly upload: UploadState;
  onFile(file: Blob, filename: string): void;
  onRemove(): void;
}

export function VoiceCard({ audio, upload, onFile, onRemove }: Props) {
  const { make, common } = useText();
  return (
    <DropCard
      title={make.voice}
      icon={<AudioLines size={28} strokeWidth={1.5} />}
      hint={make.voiceDrop}
      formats={`${make.voiceFormats}. ${make.silence}`}
      accept={['audio/*', 'video/*']}
      upload={upload}
      onFile={(file) => onFile(file, file.name)}
      actions={<Recorder onRecorded={onFile} onRefused={upload.fail} />}
    >
      {audio ? (
        <div className="voice">
          <Waveform url={audio.url} duration={audio.seconds ?? 0} />
          <div className="portrait-caption">
            <span className="file-name">{audio.filename}</span>
            <span className="muted">{seconds(audio.seconds ?? 0)}</span>
            <Button
              look="quiet"
              aria-label={`${common.remove}: ${make.voice}`}
              icon={<X size={16} aria-hidden />}
              onPress={onRemove}
            />
          </div>
        </div>
      ) : null}
    </DropCard>
  );
}
