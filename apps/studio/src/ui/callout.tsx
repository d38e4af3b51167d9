import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Failure } from '../api/failure.ts';
import { useText } from '../text/index.ts';

interface Props {
  readonly tone: 'problem' | 'note';
  readonly title?: ReactNode;
  readonly children?: ReactNode;
}

export function Callout({ tone, title, children }: Props) {
  return (
    <div className={`callout callout-${tone}`} role={tone === 'problem' ? 'alert' : 'status'}>
      {tone === 'problem' ? <CircleAlert size={18} aria-hidden /> : <Info size={18} aria-hidden />}
      <div>
        {title ? <p className="callout-title">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}

/** A failure in the words of the API: what happened, what would be accepted, and its stable code. */
export function FailureCallout({ failure, children }: { readonly failure: Failure; readonly children?: ReactNode }) {
  const { common } = useText();
  return (
    <Callout tone="problem" title={failure.message}>
      {failure.accepted && !failure.message.includes(failure.accepted) ? (
        <p>{common.accepted(failure.accepted)}</p>
      ) : null}
      <p className="callout-code">
        <code>{failure.code}</code>
      </p>
      {children}
    </Callout>
  );
}
