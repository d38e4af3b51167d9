import { mergedLoras } from '../checkpoints/lora/applied-lora.ts';
import { withLoraChoices } from '../models/apply-loras.ts';
import { type ModelSet, requireNetwork } from '../models/model-set.ts';
import { createPlugin } from '../plugin-host/create-plugin.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';
import { planConversions } from '../quantize/conversions.ts';
import { convertedFiles } from '../quantize/converted-files.ts';
import { precisionOf } from '../runs/precision-settings.ts';
import type { GenerationSpec } from '../runs/spec.ts';

/**
 * File of the weights that a run of a spec loads its DiT from, when LoRAs are merged into them; null when none are. Reads
 * headers.
 * @param dir folder of all converted weights
 * @throws GenesisError as `withLoraChoices`
 */
export async function mergedWeightsFile(
  model: ModelSet,
  spec: Pick<GenerationSpec, 'loras' | 'provider' | 'precision' | 'networkPrecision'>,
  registry: PluginRegistry,
  dir: string,
): Promise<string | null> {
  const { checkpoint, role, loras = [] } = requireNetwork(await withLoraChoices(model, spec.loras), 'dit');
  const merged = mergedLoras(loras);
  if (merged.length === 0) return null;
  const precision = createPlugin(registry, 'precision', precisionOf(spec, role), 'precision');
  const conversions = planConversions(checkpoint, precision, { role, provider: spec.provider.id, loras: merged });
  return convertedFiles(dir, checkpoint.hash, conversions).finished;
}
