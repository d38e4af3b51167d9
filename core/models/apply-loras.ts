import type { AppliedLora } from '../checkpoints/lora/applied-lora.ts';
import { openLora } from '../checkpoints/lora/lora-overlay.ts';
import { GenesisError } from '../errors/genesis-error.ts';
import type { CheckpointView } from '../plugin-api/checkpoint.ts';
import { blockOf } from '../plugin-api/lora.ts';
import { isInForce, type LoraChoice } from '../runs/lora-settings.ts';
import { findLora } from './installed-loras.ts';
import { type ModelSet, requireNetwork } from './model-set.ts';

/** Blocks of a network: one more than the highest number. */
const blockCount = ({ names }: CheckpointView): number =>
  names.reduce((count, name) => Math.max(count, (blockOf(name) ?? -1) + 1), 0);

async function apply(
  model: ModelSet,
  { name, strength, blocks, merge }: LoraChoice,
  field: string,
): Promise<AppliedLora> {
  const { checkpoint } = requireNetwork(model, 'dit');
  const count = blockCount(checkpoint);
  const beyond = blocks.findIndex(({ last }) => last >= count);
  if (beyond >= 0) {
    throw new GenesisError('INPUT_INVALID', `${field}.blocks.${beyond}: the network has ${count} blocks`, {
      field: `${field}.blocks.${beyond}`,
      accepted: `blocks 0 to ${count - 1}`,
    });
  }
  const { file } = findLora(model.loras, name, `${field}.name`);
  try {
    return { overlay: await openLora(file, checkpoint), strength, blocks, merge };
  } catch (error) {
    if (!(error instanceof GenesisError)) throw error;
    const { code, message, accepted = 'another LoRA' } = error;
    throw new GenesisError(code, message, { field: `${field}.name`, accepted, cause: error });
  }
}

/**
 * The model set with LoRAs over its DiT. One whose strength is 0 everywhere is left out, so that the network is the one
 * without it. Reads headers and small samples.
 * @throws GenesisError LORA_NOT_FOUND, INPUT_INVALID for blocks that the network lacks, CHECKPOINT_UNSUPPORTED with how
 *   many targets match for a LoRA of another architecture
 */
export async function withLoraChoices(model: ModelSet, choices: readonly LoraChoice[]): Promise<ModelSet> {
  const loras: AppliedLora[] = [];
  for (const [i, choice] of choices.entries()) {
    const applied = await apply(model, choice, `loras.${i}`);
    if (isInForce(choice)) loras.push(applied);
  }
  if (loras.length === 0) return model;
  return { ...model, networks: { ...model.networks, dit: { ...requireNetwork(model, 'dit'), loras } } };
}
