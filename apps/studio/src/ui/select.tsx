import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import type { Failure } from '../api/failure.ts';
import { FieldNote } from './field-note.tsx';

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly note?: string | null | undefined;
  readonly disabled?: boolean;
}

interface Props {
  readonly label: ReactNode;
  readonly value: string | null;
  onChange(id: string): void;
  readonly choices: readonly Choice[];
  readonly description?: ReactNode;
  readonly failure?: Failure | null | undefined;
}

export function Select({ label, value, onChange, choices, description, failure }: Props) {
  return (
    <AriaSelect
      className="field"
      value={value}
      onChange={(key) => onChange(String(key))}
      isInvalid={failure != null}
      isDisabled={choices.length === 0}
      disabledKeys={choices.filter(({ disabled }) => disabled).map(({ id }) => id)}
    >
      <Label className="field-label">{label}</Label>
      <Button className="input select-button">
        <SelectValue>{choices.find(({ id }) => id === value)?.label ?? value ?? '—'}</SelectValue>
        <ChevronDown size={16} aria-hidden />
      </Button>
      <FieldNote description={description} failure={failure} />
      <Popover className="popover">
        <ListBox className="list-box" items={choices}>
          {(choice) => (
            <ListBoxItem className="list-item" textValue={choice.label}>
              <span className="list-item-text">
                <Text slot="label" className="list-item-label">
                  {choice.label}
                </Text>
                {choice.note ? (
                  <Text slot="description" className="list-item-note">
                    {choice.note}
                  </Text>
                ) : null}
              </span>
              <Check size={16} className="list-item-check" aria-hidden />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
