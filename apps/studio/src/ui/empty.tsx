import type { ReactNode } from 'react';

/** What a view shows while there is nothing to show: what would be here, and how to get it. */
export function Empty({
  icon,
  title,
  children,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="empty">
      <span className="empty-icon" aria-hidden>
        {icon}
      </span>
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}
