import { type ComponentType, lazy } from 'react';

/** A view, or a part of one, whose script could not be fetched. */
export class ViewUnreachable extends Error {}

/** A view, or a part of one, that is fetched when it is first shown. Needs a `Boundary` around it. */
export const view = <Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) =>
  lazy(() =>
    load().catch((cause: unknown) => {
      throw new ViewUnreachable('the script of the view could not be fetched', { cause });
    }),
  );
