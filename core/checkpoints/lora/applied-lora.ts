import type { LoraStrength } from '../../plugin-api/lora.ts';
import type { LoraOverlay } from './lora-overlay.ts';

/** A LoRA as one generation uses it. */
export interface AppliedLora extends LoraStrength {
  readonly overlay: LoraOverlay;
  /** Added to the weights once, in the cache of converted weights, instead of beside them at run time. */
  readonly merge: boolean;
}

/** Everything about LoRAs that decides what a network computes, as plain data. */
export const loraIdentity = (loras: readonly AppliedLora[]): unknown =>
  loras.map(({ overlay, strength, blocks, merge }) => ({ hash: overlay.hash, strength, blocks, merge }));

/** Those whose strength is an input of the loaded network. */
export const runTimeLoras = (loras: readonly AppliedLora[]): AppliedLora[] => loras.filter(({ merge }) => !merge);

export const mergedLoras = (loras: readonly AppliedLora[]): AppliedLora[] => loras.filter(({ merge }) => merge);
