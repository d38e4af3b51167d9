import type { GenerationState } from '../api/generated/schema.ts';

export function StateBadge({ state, label }: { readonly state: GenerationState; readonly label: string }) {
  return (
    <span className="badge" data-state={state}>
      <span className="badge-dot" aria-hidden />
      {label}
    </span>
  );
}
