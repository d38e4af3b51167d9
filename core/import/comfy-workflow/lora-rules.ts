import { applyRule } from './entries.ts';
import type { Workflow, WorkflowNode } from './read-workflow.ts';
import type { ImportEntry } from './report.ts';
import { type Draft, mapped, without } from './rules.ts';

/** The installed LoRA that a workflow's file name stands for, or why none does. */
export type LoraLookup = (file: string) => { readonly name: string } | { readonly problem: string };

/** Arguments that name a LoRA, each with that of its strength. */
const SLOTS: Readonly<Record<string, readonly (readonly [file: string, strength: string])[]>> = {
  WanVideoLoraSelect: [['lora', 'strength']],
  WanVideoLoraSelectMulti: [0, 1, 2, 3, 4].map((slot) => [`lora_${slot}`, `strength_${slot}`] as const),
};

const MAX_STRENGTH = 100;

export const isLoraNode = ({ type }: WorkflowNode): boolean => Object.hasOwn(SLOTS, type);

/** Puts the LoRAs of a node into the draft, under the names of those that are installed. */
export function takeLoras(workflow: Workflow, node: WorkflowNode, draft: Draft, find: LoraLookup): ImportEntry[] {
  return SLOTS[node.type]!.flatMap(([fileArgument, strengthArgument]) => {
    const before = draft.loras ?? [];
    const file = applyRule(workflow, node, fileArgument, (value) => {
      if (typeof value !== 'string' || value === '' || value === 'none' || value.length > 500) return undefined;
      const found = find(value);
      if ('problem' in found) return without(found.problem, `没有可用的同名 LoRA：${found.problem}`);
      draft.loras = [...before, { name: found.name, strength: 1 }];
      return mapped('loras');
    });
    const taken = draft.loras?.[before.length];
    const strength =
      taken &&
      applyRule(workflow, node, strengthArgument, (value) => {
        if (typeof value !== 'number' || Math.abs(value) > MAX_STRENGTH) return null;
        draft.loras = [...before, { ...taken, strength: value }];
        return mapped('loras');
      });
    return [file, strength].filter((made) => made != null);
  });
}
