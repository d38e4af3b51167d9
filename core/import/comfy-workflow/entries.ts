import { argumentValue } from './arguments.ts';
import type { Workflow, WorkflowNode } from './read-workflow.ts';
import type { ImportEntry } from './report.ts';
import { type RuleResult, without } from './rules.ts';

/** Text of a workflow that reports may repeat. */
const MAX_SHOWN = 200;

function shown(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** What a report says about an argument, or about a whole node. */
export function entry(node: WorkflowNode, argument: string | null, value: unknown, result: RuleResult): ImportEntry {
  const plain =
    typeof value === 'string' ? shown(value) : typeof value === 'number' || typeof value === 'boolean' ? value : null;
  return { node: shown(node.id), nodeType: shown(node.type), argument, value: plain, ...result };
}

/** Looks an argument up and hands its value to a rule; null: there is nothing to report. */
export function applyRule(
  workflow: Workflow,
  node: WorkflowNode,
  argument: string,
  rule: (value: unknown) => RuleResult | undefined | null,
): ImportEntry | null {
  const found = argumentValue(workflow, node, argument);
  if (!found) return null;
  if ('computedBy' in found) {
    return entry(
      node,
      argument,
      null,
      without(
        `it is computed by a node (${shown(found.computedBy)}); set it yourself`,
        `由节点 ${shown(found.computedBy)} 计算得出；请自行设置`,
      ),
    );
  }
  const result = rule(found.value);
  if (result === undefined) return null;
  return entry(
    node,
    argument,
    found.value,
    result ?? without('the value is not of the kind or range that is taken', '值的类型或范围不被接受'),
  );
}
