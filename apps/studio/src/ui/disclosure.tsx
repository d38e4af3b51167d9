import { ChevronRight } from 'lucide-react';
import { type ReactNode, startTransition, useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Disclosure as AriaDisclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Heading } from 'react-aria-components/Heading';
import { whenIdle } from './when-idle.ts';

interface Props {
  readonly title: ReactNode;
  /** What the folded part comes to now. */
  readonly summary?: ReactNode;
  readonly open?: boolean;
  readonly children: ReactNode;
}

/**
 * A fold. What it holds is made when it is first opened, or when the page has nothing else to do: the browser's own search
 * finds it then, and opens the fold.
 */
export function Disclosure({ title, summary, open = false, children }: Props) {
  const [isMade, setIsMade] = useState(open);
  useEffect(() => (isMade ? undefined : whenIdle(() => startTransition(() => setIsMade(true)))), [isMade]);
  return (
    <AriaDisclosure className="disclosure" defaultExpanded={open} onExpandedChange={() => setIsMade(true)}>
      <Heading level={3} className="disclosure-heading">
        <Button slot="trigger" className="disclosure-trigger">
          <ChevronRight size={16} className="disclosure-arrow" aria-hidden />
          <span className="disclosure-title">{title}</span>
          {summary ? <span className="disclosure-summary">{summary}</span> : null}
        </Button>
      </Heading>
      <DisclosurePanel className="disclosure-panel">
        <div className="disclosure-body">{isMade ? children : null}</div>
      </DisclosurePanel>
    </AriaDisclosure>
  );
}
