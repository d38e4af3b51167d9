import type { ReactNode } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import type { Failure } from '../api/failure.ts';
import { FieldNote } from './field-note.tsx';

interface Props {
  readonly label: ReactNode;
  readonly value: string;
  onChange(value: string): void;
  /** More than one: a text area of this many lines. @default 1 */
  readonly lines?: number;
  readonly placeholder?: string;
  readonly description?: ReactNode;
  readonly failure?: Failure | null | undefined;
  readonly isDisabled?: boolean;
}

export function TextField({ label, lines = 1, placeholder, description, failure, ...rest }: Props) {
  return (
    <AriaTextField className="field" isInvalid={failure != null} {...rest}>
      <Label className="field-label">{label}</Label>
      {lines > 1 ? (
        <TextArea className="input" rows={lines} placeholder={placeholder} />
      ) : (
        <Input className="input" placeholder={placeholder} />
      )}
      <FieldNote description={description} failure={failure} />
    </AriaTextField>
  );
}
