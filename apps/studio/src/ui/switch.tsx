import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components/Switch';

interface Props {
  readonly label: ReactNode;
  readonly value: boolean;
  onChange(value: boolean): void;
  readonly description?: ReactNode;
}

export function Switch({ label, value, onChange, description }: Props) {
  return (
    <div className="field">
      <AriaSwitch className="switch" isSelected={value} onChange={onChange}>
        <span className="switch-track" aria-hidden>
          <span className="switch-thumb" />
        </span>
        <span>
          <span className="switch-label">{label}</span>
          {description ? <span className="field-description">{description}</span> : null}
        </span>
      </AriaSwitch>
    </div>
  );
}
