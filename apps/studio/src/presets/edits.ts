import type { Overrides } from '../make/draft.ts';
import { createStore } from '../store.ts';

/** What was changed about a preset and is not saved; undefined: nothing. */
export interface Edits {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly overrides?: Overrides | undefined;
}

/** By the preset's id, kept for the tab: looking elsewhere, a reload and a change by somebody else lose nothing. */
export const edits = createStore<Readonly<Record<string, Edits | undefined>>>(
  {},
  { key: 'genesis.presets', storage: () => sessionStorage },
);

/** Edits without those that change nothing; undefined: none is left. */
export function effectiveEdits({ title, description, overrides }: Edits, now: Edits): Edits | undefined {
  const left: Edits = {
    title: title === now.title ? undefined : title,
    description: description === now.description ? undefined : description,
    overrides: Object.keys(overrides ?? {}).length === 0 ? undefined : overrides,
  };
  return Object.values(left).every((one) => one === undefined) ? undefined : left;
}
