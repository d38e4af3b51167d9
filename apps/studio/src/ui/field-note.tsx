import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Text } from 'react-aria-components/Text';
import type { Failure } from '../api/failure.ts';
import { FailureLine } from './failure-line.tsx';

/** What a field says below itself: what it is for, or what is wrong with it. */
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
      <FieldError className="field-error">{failure ? <FailureLine failure={failure} /> : undefined}</FieldError>
    </>
  );
}
