import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Disclosure as AriaDisclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Heading } from 'react-aria-components/Heading';

interface Props {
  readonly title: ReactNode;
  /** What the folded part comes to now. */
  readonly summary?: ReactNode;
  readonly open?: boolean;
  readonly children: ReactNode;
}

export function Disclosure({ title, summary, open = false, children }: Props) {
  return (
    <AriaDisclosure className="disclosure" defaultExpanded={open}>
      <Heading level={3} className="disclosure-heading">
        <Button slot="trigger" className="disclosure-trigger">
          <ChevronRight size={16} className="disclosure-arrow" aria-hidden />
          <span className="disclosure-title">{title}</span>
          {summary ? <span className="disclosure-summary">{summary}</span> : null}
        </Button>
      </Heading>
      <DisclosurePanel className="disclosure-panel">
        <div className="disclosure-body">{children}</div>
      </DisclosurePanel>
    </AriaDisclosure>
  );
}
