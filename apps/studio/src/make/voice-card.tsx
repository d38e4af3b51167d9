import { AudioLines, UserRoundPlus } from 'lucide-react';
import type { MultiAudio } from '../api/generated/schema.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { useStore } from '../use-store.ts';
import { ChooseVoice, VOICE_TYPES } from './choose-voice.tsx';
import { draft, middleOf, type Voice } from './draft.ts';
import { DropCard } from './drop-card.tsx';
import { Recorder } from './recorder.tsx';
import { voiceUploads } from './uploads.ts';
import { MAX_VOICES } from './use-inputs.ts';
import { VoiceItem } from './voice-item.tsx';

interface Props {
  onFile(file: Blob, filename: string): void;
  /** Index of the speaker whose box is being drawn; null: none. */
  readonly drawing: number | null;
  onDrawing(index: number | null): void;
}

/** The voices: one, or up to four people with a place each. */
export function VoiceCard({ onFile, drawing, onDrawing }: Props) {
  const { make } = useText();
  const { voices, multiAudio, source } = useStore(draft);
  const change = (index: number, voice: Voice) => draft.set({ voices: voices.with(index, voice) });
  return (
    <DropCard
      title={make.voice}
      icon={<AudioLines size={28} strokeWidth={1.5} />}
      hint={make.voiceDrop}
      formats={make.voiceFormats}
      accept={VOICE_TYPES}
      uploads={voiceUploads}
      onFile={(file) => onFile(file, file.name)}
      actions={<Recorder onRecorded={onFile} onRefused={voiceUploads.fail} />}
    >
      {voices.length > 0 ? (
        <>
          <ul className="voices">
            {voices.map((voice, index) => (
              <VoiceItem
                // biome-ignore lint/suspicious/noArrayIndexKey: two speakers may have the same voice
                key={index}
                voice={voice}
                index={index}
                canDraw={source !== null}
                drawing={drawing === index}
                onDrawing={(on) => onDrawing(on ? index : null)}
                onType={() => {
                  onDrawing(null);
                  if (source) change(index, { ...voice, box: middleOf(source), mask: null });
                }}
                onFile={(file) => onFile(file, file.name)}
                onPlace={(box) => change(index, { ...voice, box, mask: null })}
                onRemove={() => {
                  onDrawing(null);
                  draft.set({ voices: voices.toSpliced(index, 1) });
                }}
              />
            ))}
          </ul>
          {voices.length > 1 ? (
            <Select
              label={make.multiAudio}
              value={multiAudio}
              onChange={(id) => draft.set({ multiAudio: id as MultiAudio })}
              choices={(['PARA', 'ADD'] as const).map((id) => ({ id, label: make.multiAudios[id] }))}
            />
          ) : null}
          {voices.length < MAX_VOICES ? (
            <ChooseVoice onFile={(file) => onFile(file, file.name)}>
              <Button look="quiet" icon={<UserRoundPlus size={16} aria-hidden />}>
                {make.addSpeaker}
              </Button>
            </ChooseVoice>
          ) : null}
        </>
      ) : null}
    </DropCard>
  );
}
