import { CircleAlert, Info } from 'lucide-react';
import { type ReactNode, useContext } from 'react';
import type { Failure } from '../api/failure.ts';
import { StartOver, useServerReturn } from '../api/server-return.ts';
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

/** There is no server to say anything; when there is one again, the view starts over. */
function Unreachable({ children }: { readonly children?: ReactNode }) {
  const { errors } = useText();
  useServerReturn(useContext(StartOver));
  return (
    <Callout tone="problem" title={errors.unreachable}>
      {children}
    </Callout>
  );
}

/** A failure in the words of the API: what happened, what would be accepted, and its stable code. */
export function FailureCallout({ failure, children }: { readonly failure: Failure; readonly children?: ReactNode }) {
  const { common } = useText();
  if (failure.code === 'NETWORK') return <Unreachable>{children}</Unreachable>;
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
