import type { GenerationState } from '../api/generated/graphql.ts';
import { useText } from '../text/index.ts';

export function StateBadge({ state }: { readonly state: GenerationState }) {
  const { states } = useText();
  return (
    <span className="badge" data-state={state}>
      <span className="badge-dot" aria-hidden />
      {states[state]}
    </span>
  );
}
