import type { ReactNode } from 'react';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { Callout, FailureCallout } from '../ui/callout.tsx';
import { Meter } from '../ui/meter.tsx';
import { useStore } from '../use-store.ts';
import type { Uploads } from './uploads.ts';

interface Props {
  readonly title: string;
  readonly icon: ReactNode;
  readonly hint: string;
  readonly formats: string;
  /** MIME types that the file chooser offers. */
  readonly accept: readonly string[];
  readonly uploads: Uploads;
  onFile(file: File): void;
  /** Further ways to fill the card. */
  readonly actions?: ReactNode;
  /** What it holds; null: the invitation is shown. */
  readonly children: ReactNode | null;
}

/** What is being sent, or could not be. */
function OnItsWay({ uploads }: Pick<Props, 'uploads'>) {
  const { make, common } = useText();
  const { progress, lost, failure } = useStore(uploads);
  const cancel = (
    <Button look="quiet" onPress={uploads.cancel}>
      {common.cancel}
    </Button>
  );
  return (
    <>
      {progress !== null ? (
        <div className="uploading">
          <Meter label={make.uploading} value={progress} hideLabel />
          {cancel}
        </div>
      ) : null}
      {lost ? (
        <Callout tone="problem" title={make.uploadLost}>
          <div className="actions">
            <Button onPress={uploads.sendAgain}>{common.retry}</Button>
            {cancel}
          </div>
        </Callout>
      ) : null}
      {failure ? <FailureCallout failure={failure} /> : null}
    </>
  );
}

/** A card that takes a file by drop, by choice, or pasted. */
export function DropCard({ title, icon, hint, formats, accept, uploads, onFile, actions, children }: Props) {
  const { make } = useText();
  return (
    <section className="card drop-card" aria-label={title}>
      <DropZone
        className={`drop-zone${children === null ? '' : ' drop-zone-filled'}`}
        aria-label={hint}
        getDropOperation={() => 'copy'}
        onDrop={async ({ items }) => {
          for (const item of items) if (item.kind === 'file') onFile(await item.getFile());
        }}
      >
        {children ?? (
          <div className="drop-invite">
            <span className="drop-icon" aria-hidden>
              {icon}
            </span>
            <p className="drop-title">{hint}</p>
            <p className="drop-formats">{formats}</p>
            <div className="drop-actions">
              <FileTrigger
                acceptedFileTypes={accept}
                onSelect={(files) => {
                  if (files?.[0]) onFile(files[0]);
                }}
              >
                <Button>{make.choose}</Button>
              </FileTrigger>
              {actions}
            </div>
          </div>
        )}
      </DropZone>
      <OnItsWay uploads={uploads} />
    </section>
  );
}
