import { type Told, wordsOf } from '../api/failure-words.ts';
import { useText } from '../text/index.ts';

/** The API's own sentence, which is English, below what the page makes of it; null: the page makes nothing of it. */
export function OwnWords({ children }: { readonly children: string | null }) {
  return children === null ? null : (
    <span className="own-words" lang="en">
      {children}
    </span>
  );
}

/** A failure within a text, with what would be accepted. */
export function FailureLine({ failure }: { readonly failure: Told }) {
  const text = useText();
  const { heading, detail, accepted } = wordsOf(failure, text);
  return (
    <>
      {heading}
      {accepted ? text.common.acceptedBehind(accepted) : null}
      <OwnWords>{detail}</OwnWords>
    </>
  );
}
