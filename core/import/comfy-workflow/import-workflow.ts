import { GenesisError } from '../../errors/genesis-error.ts';
import { additiveFromNested } from '../../sampling/audio-guidance-conventions.ts';
import { applyRule, entry } from './entries.ts';
import { isLoraNode, type LoraLookup, takeLoras } from './lora-rules.ts';
import { NODE_RULES, SILENT_NODES } from './node-rules.ts';
import { readWorkflow, type Workflow, type WorkflowNode } from './read-workflow.ts';
import type { ImportEntry, WorkflowImport } from './report.ts';
import { converted, type Draft, mapped, type RuleResult, without } from './rules.ts';
import { SAMPLER_FEATURES } from './sampler-rules.ts';

const SAMPLER = 'WanVideoSampler';
const TALK = 'WanVideoImageToVideoMultiTalk';
const SPEECH = 'MultiTalkWav2VecEmbeds';
const PICTURES = ['WanVideoImageToVideoEncode', 'WanVideoImageClipEncode'];

/**
 * Settings of a ComfyUI workflow that samples with WanVideoWrapper's InfiniteTalk or image-to-video nodes, and a report of
 * every argument: mapped, converted (audio guidance among them), or without counterpart.
 * @param input JSON text of the API or UI format, or what it parses to
 * @param findLora tells which installed LoRA a file name stands for
 * @throws GenesisError WORKFLOW_INVALID
 */
export function importComfyWorkflow(input: unknown, findLora: LoraLookup): WorkflowImport {
  const workflow = readWorkflow(input);
  const nodes = [...workflow.nodes.values()];
  if (!nodes.some(({ type }) => type === SAMPLER)) {
    throw new GenesisError('WORKFLOW_INVALID', `the workflow has no active ${SAMPLER} node`, {
      field: 'json',
      accepted: 'a workflow with WanVideoWrapper nodes',
    });
  }
  const draft: Draft = {};
  if (nodes.some(({ type }) => type === TALK)) draft.mode = 'INFINITETALK';
  else if (nodes.some(({ type }) => PICTURES.includes(type))) draft.mode = 'I2V';
  const report: ImportEntry[] = [];
  const seen = new Set<string>();
  for (const node of nodes) {
    const rules = Object.hasOwn(NODE_RULES, node.type) ? NODE_RULES[node.type]! : null;
    if (isLoraNode(node)) {
      report.push(...takeLoras(workflow, node, draft, findLora));
    } else if (rules && seen.has(node.type)) {
      report.push(
        entry(node, null, null, without(`only the first ${node.type} is imported`, `只导入第一个 ${node.type}`)),
      );
    } else if (rules) {
      seen.add(node.type);
      for (const [argument, rule] of Object.entries(rules)) {
        const made = applyRule(workflow, node, argument, (value) => rule(value, draft));
        if (made) report.push(made);
      }
      if (node.type === SAMPLER) report.push(...features(workflow, node));
    } else if (/^(WanVideo|MultiTalk)/.test(node.type) && !SILENT_NODES.has(node.type)) {
      report.push(entry(node, null, null, without('this node has no counterpart', '该节点没有对应项')));
    }
  }
  // Needs cfg, whichever node comes first.
  const speech = nodes.find(({ type }) => type === SPEECH);
  const audio = speech && applyRule(workflow, speech, 'audio_cfg_scale', (value) => takeAudioScale(value, draft));
  if (audio) report.push(audio);
  return { format: workflow.format, settings: draft, report };
}

/** The wrapper multiplies audio guidance by cfg, this project adds it: see audio-guidance-conventions. */
function takeAudioScale(value: unknown, draft: Draft): RuleResult | null {
  if (typeof value !== 'number' || !(Math.abs(value) <= 1000)) return null;
  if (value !== 1 && draft.cfg === undefined)
    return without('cannot be converted without a number for cfg', '没有 cfg 数值，无法换算');
  const { audio } = additiveFromNested({ cfg: draft.cfg ?? 1, audioCfg: value });
  draft.audioCfg = audio;
  return audio === value
    ? mapped('audioCfg')
    : converted(
        'audioCfg',
        `${draft.cfg} × ${value}: the wrapper multiplies it by cfg`,
        `${draft.cfg} × ${value}：该插件将其与 cfg 相乘`,
      );
}

/** Features that are plugged into the sampler and have no counterpart. */
function features(workflow: Workflow, node: WorkflowNode): ImportEntry[] {
  return Object.entries(SAMPLER_FEATURES)
    .filter(([argument]) => workflow.nodes.has(node.links.get(argument) ?? ''))
    .map(([argument, { en, zh }]) => entry(node, argument, null, without(en, zh)));
}
