import type { MouseEvent } from 'react';
import { navigate } from 'wouter/use-browser-location';

/** `onClick` of a link within the page, for rows of long lists: wouter's Link subscribes to the address, each by itself. */
export function openLink(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  navigate(event.currentTarget.pathname);
}
