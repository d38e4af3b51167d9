import { ImagePlus, X } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { Asset } from '../api/upload.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { cropOf } from './crop.ts';
import { DropCard } from './drop-card.tsx';
import type { UploadState } from './use-upload.ts';

interface Props {
  readonly image: Asset | null;
  readonly title: string;
  readonly upload: UploadState;
  /** Of the video; null while it is not known. */
  readonly size: { readonly width: number; readonly height: number } | null;
  onFile(file: File): void;
  onRemove(): void;
}

function CropFrame({
  image,
  width,
  height,
}: {
  readonly image: Asset;
  readonly width: number;
  readonly height: number;
}) {
  const crop = cropOf({ width: image.width ?? 1, height: image.height ?? 1 }, width, height);
  const place: CSSProperties = {
    insetInlineStart: `${crop.left}%`,
    insetBlockStart: `${crop.top}%`,
    inlineSize: `${crop.width}%`,
    blockSize: `${crop.height}%`,
  };
  return <span className="crop-frame" style={place} aria-hidden />;
}

export function PortraitCard({ image, title, upload, size, onFile, onRemove }: Props) {
  const { make, common } = useText();
  return (
    <DropCard
      title={title}
      icon={<ImagePlus size={28} strokeWidth={1.5} />}
      hint={make.portraitDrop}
      formats={make.portraitFormats}
      accept={['image/*']}
      upload={upload}
      onFile={onFile}
    >
      {image ? (
        <figure className="portrait">
          <div
            className="portrait-frame"
            style={{ '--shape': (image.width ?? 1) / (image.height ?? 1) } as CSSProperties}
          >
            <img src={image.url} alt={image.filename ?? title} className="portrait-image" />
            {size ? <CropFrame image={image} width={size.width} height={size.height} /> : null}
          </div>
          <figcaption className="portrait-caption">
            <span className="file-name">{image.filename}</span>
            <span className="muted">
              {image.width}×{image.height}
            </span>
            <Button
              look="quiet"
              aria-label={`${common.remove}: ${title}`}
              icon={<X size={16} aria-hidden />}
              onPress={onRemove}
            />
          </figcaption>
          {size ? <p className="field-description">{make.crop(size.width, size.height)}</p> : null}
        </figure>
      ) : null}
    </DropCard>
  );
}
