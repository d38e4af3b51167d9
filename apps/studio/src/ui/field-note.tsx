import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Text } from 'react-aria-components/Text';
import type { Failure } from '../api/failure.ts';

/** What a field says below itself: what it is for, or what is wrong with it in the words of the API. */
export function FieldNote({
  description,
  failure,
}: {
  readonly description?: ReactNode;
  readonly failure?: Failure | null | undefined;
}) {
  return (
    <>
      {description ? (
        <Text slot="description" className="field-description">
          {description}
        </Text>
      ) : null}
      <FieldError className="field-error">{failure ? describe(failure) : undefined}</FieldError>
    </>
  );
}

/** A failure in one sentence, with what would be accepted. */
export function describe({ message, accepted }: Failure): string {
  return accepted && !message.includes(accepted) ? `${message} (${accepted})` : message;
}
