import type { Workflow, WorkflowNode } from './read-workflow.ts';
import { constantArgument } from './widgets.ts';

/** An argument's value, or the type of the node that would compute it; null where the node does not have it. */
export type ArgumentValue = { readonly value: unknown } | { readonly computedBy: string } | null;

const MAX_HOPS = 64;

/** The value of a node's argument, looked up through reroutes and constant nodes. */
export function argumentValue(workflow: Workflow, node: WorkflowNode, argument: string): ArgumentValue {
  const origin = node.links.get(argument);
  if (origin === undefined) return node.values.has(argument) ? { value: node.values.get(argument) } : null;
  let from = workflow.nodes.get(origin);
  for (let hops = 0; from && hops < MAX_HOPS; hops++) {
    const constant = constantArgument(from.type);
    const next = from.links.get(constant ?? '') ?? (from.type === 'Reroute' ? [...from.links.values()][0] : undefined);
    if (next === undefined) {
      if (constant !== null && from.values.has(constant)) return { value: from.values.get(constant) };
      return { computedBy: from.type };
    }
    from = workflow.nodes.get(next);
  }
  return { computedBy: from?.type ?? 'a missing node' };
}
