import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
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

/** A fold. What it holds is made when it is first opened, and stays from then on. */
export function Disclosure({ title, summary, open = false, children }: Props) {
  const [wasOpen, setWasOpen] = useState(open);
  return (
    <AriaDisclosure
      className="disclosure"
      defaultExpanded={open}
      onExpandedChange={(expanded) => setWasOpen((before) => before || expanded)}
    >
      <Heading level={3} className="disclosure-heading">
        <Button slot="trigger" className="disclosure-trigger">
          <ChevronRight size={16} className="disclosure-arrow" aria-hidden />
          <span className="disclosure-title">{title}</span>
          {summary ? <span className="disclosure-summary">{summary}</span> : null}
        </Button>
      </Heading>
      <DisclosurePanel className="disclosure-panel">
        <div className="disclosure-body">{wasOpen ? children : null}</div>
      </DisclosurePanel>
    </AriaDisclosure>
  );
}
