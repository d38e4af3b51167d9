import { describe, expect, it } from 'vitest';
import { importComfyWorkflow as importWith } from '../../core/import/comfy-workflow/import-workflow.ts';
import type { LoraLookup } from '../../core/import/comfy-workflow/lora-rules.ts';
import type { WorkflowImport } from '../../core/import/comfy-workflow/report.ts';

const INSTALLED = ['distill_rank64', 'walk'];
const findLora: LoraLookup = (file) => {
  const name = INSTALLED.find((one) => file.endsWith(`${one}.safetensors`));
  return name === undefined ? { problem: `no LoRA is called ${file}` } : { name };
};
const importComfyWorkflow = (workflow: unknown): WorkflowImport => importWith(workflow, findLora);

describe('LoRAs of a workflow', () => {
  const sampler = { class_type: 'WanVideoSampler', inputs: {} };
  const select = (lora: string, strength: number) => ({ class_type: 'WanVideoLoraSelect', inputs: { lora, strength } });

  it('are those that are installed, each with its own strength; the others are reported', () => {
    const { settings, report } = importComfyWorkflow({
      1: sampler,
      2: select('Wan\\walk.safetensors', 0.5),
      3: select('none', 0.1),
      4: select('smile.safetensors', 0.2),
    });
    expect(settings.loras).toEqual([{ name: 'walk', strength: 0.5 }]);
    expect(report.map(({ node, argument, outcome, note }) => [node, argument, outcome, note?.en ?? null])).toEqual([
      ['2', 'lora', 'MAPPED', null],
      ['2', 'strength', 'MAPPED', null],
      ['4', 'lora', 'NO_COUNTERPART', 'no LoRA is called smile.safetensors'],
    ]);
  });

  it('come in fives from one node, by name or by widget order', () => {
    const expected = [
      { name: 'walk', strength: -1 },
      { name: 'distill_rank64', strength: 0.3 },
    ];
    const inputs = { lora_0: 'walk.safetensors', strength_0: -1, lora_1: 'none', strength_1: 9 };
    const more = { lora_2: 'distill_rank64.safetensors', strength_2: 0.3, merge_loras: false };
    const byName = { 1: sampler, 2: { class_type: 'WanVideoLoraSelectMulti', inputs: { ...inputs, ...more } } };
    expect(importComfyWorkflow(byName).settings.loras).toEqual(expected);
    const widgets = [
      'walk.safetensors',
      -1,
      'none',
      9,
      'distill_rank64.safetensors',
      0.3,
      'none',
      1,
      'none',
      1,
      false,
      true,
    ];
    const nodes = [
      { id: 1, type: 'WanVideoSampler', widgets_values: [] },
      { id: 2, type: 'WanVideoLoraSelectMulti', widgets_values: widgets },
    ];
    expect(importComfyWorkflow({ nodes, links: [] }).settings.loras).toEqual(expected);
  });
});
