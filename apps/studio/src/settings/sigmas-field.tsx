import { useState } from 'react';
import { ownFailure } from '../api/failure.ts';
import { useText } from '../text/index.ts';
import { TextField } from '../ui/text-field.tsx';
import { useFieldFailure } from './failure-context.ts';

interface Props {
  readonly value: readonly number[];
  onChange(value: number[]): void;
}

const parse = (text: string): number[] =>
  text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);

/** A schedule of one's own, as numbers with commas between them. */
export function SigmasField({ value, onChange }: Props) {
  const { settings } = useText();
  const [text, setText] = useState(value.join(', '));
  const failure = useFieldFailure('sigmas');
  const wrong = parse(text).some(Number.isNaN);
  return (
    <TextField
      label={settings.sigmas}
      value={text}
      onChange={(next) => {
        setText(next);
        if (!parse(next).some(Number.isNaN)) onChange(parse(next));
      }}
      description={settings.sigmasNote}
      placeholder={settings.auto}
      failure={wrong ? ownFailure(settings.notNumbers, 'sigmas') : failure}
    />
  );
}
