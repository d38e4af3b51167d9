import type { ReactNode } from 'react';

/** What a view shows while there is nothing to show: what would be here, and how to get it. */
export function Empty({
  icon,
  title,
  heading: Heading = 'p',
  children,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  /** `h1` where it is all that the view has. @default p */
  readonly heading?: 'p' | 'h1';
  readonly children?: ReactNode;
}) {
  return (
    <div className="empty">
      <span className="empty-icon" aria-hidden>
        {icon}
      </span>
      <Heading className="empty-title">{title}</Heading>
      {children}
    </div>
  );
}
