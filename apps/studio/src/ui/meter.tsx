import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { ProgressBar } from 'react-aria-components/ProgressBar';

interface Props {
  readonly label: string;
  /** 0..1; null: it is not known how much there is. */
  readonly value: number | null;
  readonly text?: ReactNode;
  readonly hideLabel?: boolean;
}

export function Meter({ label, value, text, hideLabel = false }: Props) {
  return (
    <ProgressBar
      className="meter"
      {...(hideLabel ? { 'aria-label': label } : {})}
      isIndeterminate={value === null}
      value={value === null ? 0 : value * 100}
    >
      {hideLabel ? null : (
        <div className="meter-row">
          <Label>{label}</Label>
          <span className="meter-text">{text}</span>
        </div>
      )}
      <div className="meter-track">
        <div
          className={`meter-fill${value === null ? ' meter-waiting' : ''}`}
          style={value === null ? undefined : { inlineSize: `${Math.min(100, Math.max(0, value * 100))}%` }}
        />
      </div>
    </ProgressBar>
  );
}
