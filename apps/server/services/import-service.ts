import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { importComfyWorkflow } from '../../../core/import/comfy-workflow/import-workflow.ts';
import type { LoraLookup } from '../../../core/import/comfy-workflow/lora-rules.ts';
import type { ImportedSettings, WorkflowImport } from '../../../core/import/comfy-workflow/report.ts';
import { readEmbeddedMetadata } from '../../../core/media/embedded-metadata.ts';
import type { Asset, Generation, Preset } from '../../../core/runs/service.ts';
import type { GenerationSpec } from '../../../core/runs/spec.ts';
import { inputAssets } from '../../../core/runs/spec-inputs.ts';
import { embeddedSpec } from './embedded-spec.ts';
import type { ImportService, PresetService, SettingsInput, VideoSettings } from './services.ts';

export interface ImportParts {
  readonly presets: Pick<PresetService, 'create' | 'find'>;
  readonly loraLookup: (model: string) => Promise<LoraLookup>;
  readonly pathOf: (asset: Asset) => string;
  readonly bySha256: (sha256: string) => Asset | null;
  /** The generation whose finished video an asset is. */
  readonly madeHere: (asset: Asset) => Generation | null;
}

/** The imported settings that a preset holds. */
function presetSettings(imported: ImportedSettings): SettingsInput {
  const { mode: _m, prompt: _p, negativePrompt: _n, seed: _s, multiAudio: _a, maxFrames, ...rest } = imported;
  return { ...rest, maxFrames: maxFrames ?? undefined };
}

/** Preset that gives what a workflow does not say. */
const DEFAULT_BASE = 'demo';

/** What a preset that was made of a workflow says of itself, until a user describes it. */
export const IMPORTED = {
  description: 'Imported from a ComfyUI workflow.',
  translations: { zh: '从 ComfyUI 工作流导入。' },
};

export class Imports implements ImportService {
  readonly #parts: ImportParts;

  constructor(parts: ImportParts) {
    this.#parts = parts;
  }

  async workflow(
    json: unknown,
    name: string | undefined,
    basedOn: string | undefined,
  ): Promise<WorkflowImport & { preset: Preset | null }> {
    const { presets, loraLookup } = this.#parts;
    const base = presets.find(basedOn ?? DEFAULT_BASE, 'basedOn');
    const imported = importComfyWorkflow(json, await loraLookup(base.settings.model));
    if (name === undefined) return { ...imported, preset: null };
    const { description } = IMPORTED;
    const settings = presetSettings(imported.settings);
    return { ...imported, preset: presets.create({ name, description, basedOn: base.name, settings }) };
  }

  async fromVideo(video: Asset): Promise<VideoSettings> {
    const generation = this.#parts.madeHere(video);
    const spec = generation?.spec ?? (await this.#embedded(video));
    const here = (reference: { readonly sha256: string } | null) => reference && this.#parts.bySha256(reference.sha256);
    const missing = inputAssets(spec).flatMap(([field, reference]) => (here(reference) ? [] : [field]));
    // A file names latents by their content only, not the generation that they can be had from.
    if (spec.startLatents && !spec.startLatents.generation) missing.push('startLatents');
    return {
      spec,
      generation,
      image: here(spec.image),
      video: here(spec.video),
      audio: here(spec.audio),
      speakers: spec.speakers.map(({ audio, box, mask }) => ({ audio: here(audio), box, mask: here(mask) })),
      missing,
    };
  }

  /** The settings that the file itself carries. */
  async #embedded(video: Asset): Promise<GenerationSpec> {
    const metadata = await readEmbeddedMetadata(this.#parts.pathOf(video), 'asset');
    const found = embeddedSpec.safeParse(parsed(metadata?.genesis));
    if (found.success) return found.data;
    throw new GenesisError('ASSET_UNREADABLE', 'asset: the file carries no settings of a generation', {
      field: 'asset',
      accepted: 'a video that was made here and not encoded again',
    });
  }
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
