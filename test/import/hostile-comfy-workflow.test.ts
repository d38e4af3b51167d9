import { describe, expect, it } from 'vitest';
import { importComfyWorkflow as importWith } from '../../core/import/comfy-workflow/import-workflow.ts';
import type { LoraLookup } from '../../core/import/comfy-workflow/lora-rules.ts';
import type { WorkflowImport } from '../../core/import/comfy-workflow/report.ts';

const findLora: LoraLookup = () => ({ problem: 'there is none' });
const importComfyWorkflow = (workflow: unknown): WorkflowImport => importWith(workflow, findLora);

const find = ({ report }: WorkflowImport, argument: string) => report.find((entry) => entry.argument === argument);

describe('hostile workflows', () => {
  const refused = expect.objectContaining({ code: 'WORKFLOW_INVALID', field: 'json' });
  const sampler = (inputs: unknown) => ({ class_type: 'WanVideoSampler', inputs });

  it.each<[string, unknown]>([
    ['no JSON', '{"nodes": ['],
    ['deep nesting', '['.repeat(200_000)],
    ['too long', ' '.repeat(9 * 1024 * 1024)],
    ['an array', []],
    ['null', null],
    ['a number', 7],
    ['nothing to import', { 1: { class_type: 'KSampler', inputs: {} } }],
    ['an empty canvas', { nodes: [], links: [] }],
    ['too many nodes', Object.fromEntries(Array.from({ length: 5001 }, (_, i) => [i, sampler({})]))],
    ['too many canvas nodes', { nodes: Array.from({ length: 5001 }, (_, id) => ({ id, type: 'Note' })), links: [] }],
    [
      'too many links',
      { nodes: [{ id: 1, type: 'WanVideoSampler' }], links: Array.from({ length: 50_001 }, () => []) },
    ],
  ])('are refused: %s', (_name, input) => {
    expect(() => importComfyWorkflow(input)).toThrow(refused);
  });

  it('cannot put a cycle of links to use', () => {
    const cycle = { class_type: 'Reroute', inputs: { value: ['5', 0] } };
    const imported = importComfyWorkflow({ 1: sampler({ steps: ['5', 0] }), 5: cycle });
    expect(find(imported, 'steps')?.outcome).toBe('NO_COUNTERPART');
    const loop = { class_type: 'INTConstant', inputs: { value: ['5', 0] } };
    expect(importComfyWorkflow({ 1: sampler({ steps: ['5', 0] }), 5: loop }).settings.steps).toBeUndefined();
  });

  it('cannot reach prototypes', () => {
    const text =
      '{"__proto__":{"class_type":"WanVideoSampler","inputs":{"__proto__":{"steps":3},"cfg":2}},"constructor":{"class_type":"constructor","inputs":{}}}';
    const { settings } = importComfyWorkflow(text);
    expect(settings).toEqual({ cfg: 2 });
    expect(({} as { steps?: number }).steps).toBeUndefined();
  });

  it('has arguments of the wrong kind or range reported, never taken', () => {
    const bad = {
      steps: 1e9,
      cfg: 'six',
      shift: -1,
      seed: 1.5,
      scheduler: {},
      force_offload: 'yes',
      end_step: null,
      start_step: [1, 2, 3],
    };
    const imported = importComfyWorkflow({ 1: sampler(bad) });
    expect(imported.settings).toEqual({});
    for (const argument of Object.keys(bad)) expect(find(imported, argument)?.outcome).toBe('NO_COUNTERPART');
  });

  it('has numbers beyond what a generation takes reported', () => {
    const imported = importComfyWorkflow({ 1: sampler({ cfg: -5, shift: 500, steps: 1001 }) });
    expect(imported.settings).toEqual({});
    expect(imported.report.map(({ outcome }) => outcome)).toEqual(Array(3).fill('NO_COUNTERPART'));
  });

  it('shortens what a report repeats', () => {
    const imported = importComfyWorkflow({ 1: sampler({ scheduler: 'x'.repeat(100_000) }) });
    expect(String(find(imported, 'scheduler')?.value).length).toBeLessThan(250);
  });

  it('survives nodes that are no nodes', () => {
    const nodes = [
      null,
      3,
      'x',
      [],
      {},
      { id: 1 },
      { id: {}, type: 'Note' },
      { id: 2, type: 'WanVideoSampler', inputs: [null, 4, {}], widgets_values: 5 },
    ];
    expect(importComfyWorkflow({ nodes, links: [null, 1, {}, [[], []]] }).settings).toEqual({});
  });
});
