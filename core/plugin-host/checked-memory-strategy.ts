import { z } from 'zod';
import { schemaFindings } from '../errors/schema-issues.ts';
import type { MemoryStrategy } from '../plugin-api/memory-strategy.ts';
import { NETWORK_ROLES } from '../plugin-api/network.ts';
import { broken, calling, type Offer, shown } from './offer.ts';

const bytes = z.object({ vram: z.number(), ram: z.number() });
const whole = z.number().int().nonnegative();

const plan = z.object({
  residency: z.record(z.enum(NETWORK_ROLES), z.enum(['keep', 'offload'])),
  vaeTiling: z.object({ tile: z.number().int().positive(), overlap: whole }).nullable(),
  blockSwap: z.object({ blocksToSwap: whole, prefetchBlocks: whole }).nullable(),
  batchedCfg: z.boolean(),
  attentionChunk: z.number().int().positive().nullable(),
  textEncoderOnCpu: z.boolean(),
  peak: bytes,
  reason: z.string().min(1),
});

const answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), plan }),
  z.object({ ok: z.literal(false), reason: z.string().min(1), accepted: z.string().min(1), needed: bytes }),
]);

/**
 * A memory strategy whose plans are checked for what a plan has to say.
 * @throws GenesisError PLUGIN_INVALID naming it, from `plan`
 */
export const checkedMemoryStrategy = (offer: Offer, strategy: MemoryStrategy): MemoryStrategy => ({
  plan(forecast, budget, request) {
    const result = calling(offer, 'plan', () => strategy.plan(forecast, budget, request));
    const kind = shown(result);
    const parsed = answer.safeParse(result);
    if (parsed.success) return result;
    if (typeof result !== 'object' || result === null || typeof result.ok !== 'boolean') {
      const wanted = '{ ok: true, plan } or { ok: false, reason, accepted, needed }';
      throw broken(offer, `plan must return ${wanted}; it returned ${kind}`);
    }
    throw broken(offer, `plan returned an answer of which ${schemaFindings(parsed.error).text}`);
  },
});
