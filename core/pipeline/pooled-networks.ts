import { loraIdentity } from '../checkpoints/lora/applied-lora.ts';
import { networkHolding } from '../memory/network-holding.ts';
import { type NetworkHolding, type NetworkPool, type PoolProvider, providerIdentity } from '../memory/network-pool.ts';
import { describeNetwork } from '../models/describe-network.ts';
import { type ModelSet, type NetworkSource, requireNetwork } from '../models/model-set.ts';
import {
  type LatentSize,
  type MemoryPlan,
  type NetworkHandles,
  type NetworkRole,
  type VaeTiling,
  WHOLE_NETWORK,
} from '../plugin-api/index.ts';
import type { GenerationSpec } from '../runs/spec.ts';
import type { NetworkOrigin } from './diagnostics.ts';
import type { Networks } from './networks.ts';
import { coversFrame } from './tiled-vae/tiles.ts';

/** Order in which the stages of a run use the networks; the VAE comes again after the DiT. */
const ORDER: readonly NetworkRole[] = ['text-encoder', 'image-encoder', 'audio-encoder', 'dit', 'vae'];

function windowLatents(
  { spatialScale, temporalScale }: NetworkHandles['vae'],
  { width, height, frameWindowSize }: Pick<GenerationSpec, 'width' | 'height' | 'frameWindowSize'>,
): LatentSize {
  const frames = 1 + (frameWindowSize - 1) / temporalScale;
  return { frames, height: height / spatialScale, width: width / spatialScale };
}

/** How a plan makes kernels sum, where it makes them sum otherwise than they do for a whole network. Block swap does not. */
function summation({ cut = WHOLE_NETWORK }: NetworkHolding): Readonly<Record<string, unknown>> {
  const { batched, attentionSlices } = cut;
  return { ...(batched && { batched }), ...(attentionSlices > 1 && { attentionSlices }) };
}

/** The networks of a model set in hosts of their own, kept or ended as the memory plan says. */
export class PooledNetworks implements Networks {
  readonly #model: ModelSet;
  readonly #pool: NetworkPool;
  readonly #providerOf: (role: NetworkRole) => PoolProvider;
  readonly #plan: MemoryPlan;
  readonly #latents: LatentSize;
  readonly #order: readonly NetworkRole[];
  /** Leases of roles that are held. */
  readonly #held = new Map<NetworkRole, AsyncDisposable[]>();
  readonly vaeTiling: VaeTiling | null;

  constructor(
    model: ModelSet,
    pool: NetworkPool,
    providerOf: (role: NetworkRole) => PoolProvider,
    plan: MemoryPlan,
    { mode, ...video }: Pick<GenerationSpec, 'mode' | 'width' | 'height' | 'frameWindowSize'>,
  ) {
    const { vaeTiling } = plan;
    this.vaeTiling = vaeTiling && coversFrame(vaeTiling, video.height, video.width) ? null : vaeTiling;
    this.#order = ORDER.filter((role) => mode === 'INFINITETALK' || role !== 'audio-encoder');
    this.#model = model;
    this.#pool = pool;
    this.#providerOf = providerOf;
    this.#plan = plan;
    this.#latents = windowLatents(this.describe('vae'), video);
  }

  #holding(role: NetworkRole): NetworkHolding {
    return networkHolding(this.#plan, role, this.#latents);
  }

  async use<Role extends NetworkRole, Result>(
    role: Role,
    work: (network: NetworkHandles[Role], loadSeconds: () => number) => Promise<Result>,
  ): Promise<Result> {
    this.#warmAfter(role);
    const acquire = () =>
      this.#pool.acquire(requireNetwork(this.#model, role), this.#providerOf(role), this.#holding(role));
    await using lease = await acquire();
    this.#held.get(role)?.push(await acquire());
    return await work(lease.network, lease.loadSeconds);
  }

  async hold<Result>(role: NetworkRole, work: () => Promise<Result>): Promise<Result> {
    const leases: AsyncDisposable[] = [];
    this.#held.set(role, leases);
    try {
      return await work();
    } finally {
      this.#held.delete(role);
      for (const lease of leases) await lease[Symbol.asyncDispose]();
    }
  }

  /**
   * A stage that has to run means that the later ones probably have to as well: the networks that the plan keeps
   * start loading while this one works.
   */
  #warmAfter(role: NetworkRole): void {
    for (const next of this.#order.slice(this.#order.indexOf(role) + 1)) {
      const source = this.#model.networks[next] as NetworkSource | undefined;
      if (source && this.#plan.residency[next] === 'keep') {
        this.#pool.warm(source, this.#providerOf(next), this.#holding(next));
      }
    }
  }

  describe<Role extends NetworkRole>(role: Role): NetworkHandles[Role] {
    return describeNetwork(requireNetwork(this.#model, role));
  }

  identity(role: NetworkRole): unknown {
    const { contribution, checkpoint, loras = [] } = requireNetwork(this.#model, role);
    return {
      network: contribution.id,
      version: contribution.version,
      checkpoint: checkpoint.hash,
      ...(loras.length > 0 && { loras: loraIdentity(loras) }),
      ...(role === 'dit' && summation(this.#holding(role))),
      provider: providerIdentity(this.#providerOf(role)),
      ...(role === 'vae' ? { tiling: this.vaeTiling } : {}),
    };
  }

  origin(role: NetworkRole): NetworkOrigin {
    const { id, precision } = this.#providerOf(role);
    return {
      network: requireNetwork(this.#model, role).contribution.id,
      precision: precision?.id ?? 'auto',
      provider: id,
    };
  }
}
