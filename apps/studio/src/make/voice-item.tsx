import { SquareDashed, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { seconds } from '../format.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { ChooseVoice } from './choose-voice.tsx';
import type { Box, Voice } from './draft.ts';
import { Waveform } from './waveform.tsx';

interface Props {
  readonly voice: Voice;
  /** From 0. */
  readonly index: number;
  /** There is a picture to draw on. */
  readonly canDraw: boolean;
  readonly drawing: boolean;
  onDrawing(drawing: boolean): void;
  /** The place is to be typed instead of drawn. */
  onType(): void;
  /** The place is a box now, which takes the place of a mask; null: it is not said. */
  onPlace(box: Box | null): void;
  onRemove(): void;
  /** A voice in place of the one that is gone. */
  onFile(file: File): void;
}

const SIDES = ['x', 'y', 'width', 'height'] as const;

/** One speaker's voice, and where the speaker is. */
export function VoiceItem({ voice, index, canDraw, drawing, onDrawing, onType, onPlace, onRemove, onFile }: Props) {
  const { make, common } = useText();
  const { audio, box, mask } = voice;
  const item = useRef<HTMLLIElement>(null);
  const [typed, setTyped] = useState(false);
  // What was pressed is gone; the numbers take its place.
  useEffect(() => {
    const first = typed ? item.current?.querySelector<HTMLInputElement>('.field-grid input') : null;
    first?.focus();
    first?.select();
  }, [typed]);
  return (
    <li ref={item} className="voice" data-speaker={index + 1}>
      {audio ? <Waveform url={audio.url} duration={audio.seconds ?? 0} /> : null}
      <div className="portrait-caption">
        {audio ? (
          <>
            <span className="file-name">{audio.filename}</span>
            <span className="muted">{seconds(audio.seconds ?? 0)}</span>
          </>
        ) : (
          <>
            <span className="voice-gone">{make.voiceGone}</span>
            <ChooseVoice onFile={onFile}>
              <Button>{make.choose}</Button>
            </ChooseVoice>
          </>
        )}
        <span className="caption-end">
          {canDraw ? (
            <ToggleButton
              className="button button-quiet button-icon"
              aria-label={make.drawBox(index + 1)}
              isSelected={drawing}
              onChange={onDrawing}
            >
              <SquareDashed size={17} aria-hidden />
            </ToggleButton>
          ) : null}
          <Button
            look="quiet"
            aria-label={`${common.remove}: ${audio?.filename ?? make.voiceOf(index + 1)}`}
            icon={<X size={16} aria-hidden />}
            onPress={onRemove}
          />
        </span>
      </div>
      {drawing ? (
        <p className="form-row draw-hint">
          <span className="field-description grow">{make.drawHint}</span>
          {box ? null : (
            <Button
              look="quiet"
              onPress={() => {
                setTyped(true);
                onType();
              }}
            >
              {make.typeBox}
            </Button>
          )}
        </p>
      ) : null}
      {box ? (
        <Disclosure
          open={typed}
          title={make.place(index + 1)}
          summary={`${box.width}×${box.height} · ${box.x}, ${box.y}`}
        >
          <div className="field-grid">
            {SIDES.map((side) => (
              <NumberField
                key={side}
                label={make.sides[side]}
                value={box[side]}
                minValue={0}
                onChange={(value) => onPlace({ ...box, [side]: value ?? 0 })}
              />
            ))}
          </div>
          <Button look="quiet" onPress={() => onPlace(null)}>
            {make.removePlace}
          </Button>
        </Disclosure>
      ) : null}
      {mask ? (
        <Disclosure title={make.place(index + 1)} summary={make.mask}>
          <img className="speaker-mask" src={mask.url} alt={make.maskOf(index + 1)} />
          <Button look="quiet" onPress={() => onPlace(null)}>
            {make.removePlace}
          </Button>
        </Disclosure>
      ) : null}
    </li>
  );
}
