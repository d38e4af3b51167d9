import { type ComponentType, lazy } from 'react';

/** A view whose script could not be fetched. */
export class ViewUnreachable extends Error {}

/** A view that is fetched when it is first opened. */
export const view = <Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) =>
  lazy(() =>
    load().catch((cause: unknown) => {
      throw new ViewUnreachable('the script of the view could not be fetched', { cause });
    }),
  );
