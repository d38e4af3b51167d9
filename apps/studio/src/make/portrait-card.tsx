import { ImagePlus, X } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { Asset } from '../api/upload.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { useStore } from '../use-store.ts';
import { BoxLayer } from './box-layer.tsx';
import { cropOf } from './crop.ts';
import { type Box, draft, voiceOf } from './draft.ts';
import { DropCard } from './drop-card.tsx';
import { sourceUploads } from './uploads.ts';

/** Whether nothing should move by itself. */
const STILL = matchMedia('(prefers-reduced-motion: reduce)');

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Props {
  readonly title: string;
  /** Of the video; null while it is not known. */
  readonly size: Size | null;
  onFile(file: File): void;
  /** Index of the speaker whose box is being drawn; null: none. */
  readonly drawing: number | null;
  onDrawn(box: Box): void;
}

function CropFrame({ image, size }: { readonly image: Asset; readonly size: Size }) {
  const crop = cropOf({ width: image.width ?? 1, height: image.height ?? 1 }, size.width, size.height);
  const place: CSSProperties = {
    insetInlineStart: `${crop.left}%`,
    insetBlockStart: `${crop.top}%`,
    inlineSize: `${crop.width}%`,
    blockSize: `${crop.height}%`,
  };
  return <span className="crop-frame" style={place} aria-hidden />;
}

/** The picture or video that speaks, with the part that is kept, and the speakers' boxes. */
export function PortraitCard({ title, size, onFile, drawing, onDrawn }: Props) {
  const { make, common } = useText();
  const { source, voices, mode } = useStore(draft);
  const shape = { '--shape': (source?.width ?? 1) / (source?.height ?? 1) } as CSSProperties;
  return (
    <DropCard
      title={title}
      icon={<ImagePlus size={28} strokeWidth={1.5} />}
      hint={make.portraitDrop}
      formats={make.portraitFormats}
      accept={['image/*', 'video/*']}
      uploads={sourceUploads}
      onFile={onFile}
    >
      {source ? (
        <figure className="portrait">
          <div className="portrait-frame" style={shape}>
            {source.kind === 'VIDEO' ? (
              <video className="portrait-image" src={source.url} muted loop autoPlay={!STILL.matches} playsInline />
            ) : (
              <img className="portrait-image" src={source.url} alt={source.filename ?? title} />
            )}
            {size ? <CropFrame image={source} size={size} /> : null}
            {mode === 'I2V' ? null : <BoxLayer image={source} voices={voices} drawing={drawing} onDrawn={onDrawn} />}
          </div>
          <figcaption className="portrait-caption">
            <span className="file-name">{source.filename}</span>
            <span className="muted">
              {source.width}×{source.height}
            </span>
            <span className="caption-end">
              <Button
                look="quiet"
                aria-label={`${common.remove}: ${title}`}
                icon={<X size={16} aria-hidden />}
                // Where somebody is in this picture says nothing about the next one.
                onPress={() => draft.set({ source: null, voices: voices.map(({ audio }) => voiceOf(audio)) })}
              />
            </span>
          </figcaption>
          {size ? <p className="field-description">{make.crop(size.width, size.height)}</p> : null}
        </figure>
      ) : null}
    </DropCard>
  );
}
