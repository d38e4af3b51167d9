import { type ReactNode, useState } from 'react';
import { useText } from '../text/index.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

interface Props {
  readonly label: string;
  readonly icon: ReactNode;
  /** What is lost. */
  readonly question: string;
  onConfirmed(): void;
}

/** A button for what cannot be undone: it asks before it does it. */
export function ConfirmedButton({ label, icon, question, onConfirmed }: Props) {
  const { common } = useText();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button look="quiet" icon={icon} onPress={() => setAsking(true)}>
        {label}
      </Button>
      <Dialog title={label} open={asking} onClose={() => setAsking(false)}>
        <p>{question}</p>
        <div className="actions">
          <Button
            look="danger"
            onPress={() => {
              setAsking(false);
              onConfirmed();
            }}
          >
            {label}
          </Button>
          <Button look="quiet" onPress={() => setAsking(false)}>
            {common.cancel}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
