import type {
  MemoryBudget,
  MemoryForecast,
  MemoryPlanResult,
  Residency,
  StageForecast,
} from '../plugin-api/memory-strategy.ts';
import type { NetworkRole } from '../plugin-api/network.ts';

/** A plan that cuts nothing into parts. */
const WHOLE = {
  vaeTiling: null,
  blockSwap: null,
  batchedCfg: false,
  attentionChunk: null,
  textEncoderOnCpu: false,
} as const;

/** What happens to each network after its stage. */
export type ResidencyByRole = Readonly<Record<NetworkRole, Residency>>;

/** The same residency for every network. */
export function uniformResidency(residency: Residency): ResidencyByRole {
  return {
    'text-encoder': residency,
    'image-encoder': residency,
    'audio-encoder': residency,
    vae: residency,
    dit: residency,
  };
}

/**
 * Bytes in use during one stage: every kept network (in all stages, since windows come back to them), the stage's
 * own networks with their activations, and the stage's buffers.
 */
export function stageBytes(forecast: MemoryForecast, stage: StageForecast, residency: ResidencyByRole): number {
  const networks = forecast.networks.map((network) => {
    const running = stage.networks.includes(network.role);
    const loaded = running || residency[network.role] === 'keep';
    return (loaded ? network.weightsBytes + network.overheadBytes : 0) + (running ? network.activationBytes : 0);
  });
  return networks.reduce((sum, bytes) => sum + bytes, stage.bufferBytes);
}

/**
 * A plan with the given residency, or why it does not fit: the largest stage must be within the device's budget,
 * and its buffers, which lie in host memory, within the host's.
 * @param why what the plan does, as the start of a sentence, e.g. `Every network stays loaded`
 */
export function planWithin(
  forecast: MemoryForecast,
  budget: MemoryBudget,
  residency: ResidencyByRole,
  why: string,
): MemoryPlanResult {
  let peak = { stage: 'prepare', bytes: 0 };
  let buffers = peak;
  for (const stage of forecast.stages) {
    const bytes = stageBytes(forecast, stage, residency);
    if (bytes > peak.bytes) peak = { stage: stage.stage, bytes };
    if (stage.bufferBytes > buffers.bytes) buffers = { stage: stage.stage, bytes: stage.bufferBytes };
  }
  const over = (use: typeof peak, limit: number, memory: string): MemoryPlanResult => ({
    ok: false,
    reason: `${why}: stage ${use.stage} needs ${formatBytes(use.bytes)} of ${memory} memory, the budget is ${formatBytes(limit)}.`,
    neededBytes: use.bytes,
  });
  if (budget.deviceBytes !== null && peak.bytes > budget.deviceBytes) return over(peak, budget.deviceBytes, 'device');
  if (budget.hostBytes !== null && buffers.bytes > budget.hostBytes) return over(buffers, budget.hostBytes, 'host');
  const reason = `${why}: at most ${formatBytes(peak.bytes)}, in stage ${peak.stage}.`;
  return { ok: true, plan: { ...WHOLE, residency, peakBytes: peak.bytes, reason } };
}

/** Bytes as a user reads them, e.g. `8.0 GB`. */
export function formatBytes(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
