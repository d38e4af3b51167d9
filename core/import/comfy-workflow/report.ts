import type { NetworkRole } from '../../plugin-api/network.ts';
import type { GenerationMode, GenerationSettings } from '../../runs/spec.ts';

/** A plugin with the options that the workflow sets; the plugin's own schema fills in and checks the rest. */
export interface ImportedChoice {
  readonly id: string;
  readonly options: Readonly<Record<string, unknown>>;
}

type Plain = Pick<
  GenerationSettings,
  'width' | 'height' | 'frameWindowSize' | 'motionFrames' | 'maxFrames' | 'fps' | 'steps' | 'shift' | 'cfg' | 'audioCfg'
>;

/** What a workflow says about a generation, under the names of this project; what it does not say is absent. */
export interface ImportedSettings extends Partial<Plain> {
  readonly mode?: GenerationMode;
  readonly prompt?: string;
  readonly negativePrompt?: string;
  readonly seed?: number;
  readonly scheduler?: ImportedChoice;
  readonly guidance?: ImportedChoice;
  readonly stepCache?: ImportedChoice;
  readonly memory?: { readonly tiledVae?: boolean; readonly forceOffload?: boolean; readonly batchedCfg?: boolean };
  readonly ropeFunction?: 'default' | 'comfy' | 'comfy_chunked';
  readonly riflexFreqIndex?: number;
  readonly startStep?: number;
  readonly endStep?: number;
  readonly addNoiseToSamples?: boolean;
  readonly denoiseStrength?: number;
  readonly multiAudio?: 'para' | 'add';
  readonly colorCorrection?: { readonly method: 'lab' | 'mkl'; readonly strength: number };
  readonly networkPrecision?: readonly (ImportedChoice & { readonly role: NetworkRole })[];
  readonly loras?: readonly { readonly name: string; readonly strength: number }[];
}

/** MAPPED: taken as it is · CONVERTED: means the same in other terms, or the nearest that there is · NO_COUNTERPART. */
export type ImportOutcome = 'MAPPED' | 'CONVERTED' | 'NO_COUNTERPART';

/** What a user should know of an argument, in English and Chinese. */
export interface ImportNote {
  readonly en: string;
  readonly zh: string;
}

export interface ImportEntry {
  /** Node id in the workflow. */
  readonly node: string;
  readonly nodeType: string;
  /** Argument of the node; null: the node as a whole. */
  readonly argument: string | null;
  readonly value: string | number | boolean | null;
  readonly outcome: ImportOutcome;
  /** The setting that it went into. */
  readonly field: string | null;
  readonly note: ImportNote | null;
}

export interface WorkflowImport {
  readonly format: 'API' | 'UI';
  readonly settings: ImportedSettings;
  readonly report: readonly ImportEntry[];
}
