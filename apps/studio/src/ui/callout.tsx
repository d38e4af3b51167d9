import { CircleAlert, Info } from 'lucide-react';
import { type ReactNode, useContext } from 'react';
import { type Failure, OWN_CODE } from '../api/failure.ts';
import { type Told, wordsElsewhere } from '../api/failure-words.ts';
import { StartOver, useServerReturn } from '../api/server-return.ts';
import { useText } from '../text/index.ts';
import { OwnWords } from './failure-line.tsx';

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

/** What happened, what would be accepted, and the stable code. */
export function FailureText({ failure }: { readonly failure: Told }) {
  const text = useText();
  const { heading, detail, accepted } = wordsElsewhere(failure, text);
  return (
    <>
      <p className="callout-title">{heading}</p>
      {accepted ? <p>{text.common.accepted(accepted)}</p> : null}
      <OwnWords>{detail}</OwnWords>
      {failure.code === OWN_CODE ? null : (
        <p className="callout-code">
          <code>{failure.code}</code>
        </p>
      )}
    </>
  );
}

/** A failure of the server, or that there is none. */
export function FailureCallout({ failure, children }: { readonly failure: Failure; readonly children?: ReactNode }) {
  if (failure.code === 'NETWORK') return <Unreachable>{children}</Unreachable>;
  return (
    <Callout tone="problem">
      <FailureText failure={failure} />
      {children}
    </Callout>
  );
}
