import { type AppliedLora, loraIdentity, mergedLoras, runTimeLoras } from '../checkpoints/lora/applied-lora.ts';
import { loraHash } from '../checkpoints/lora/lora-terms.ts';
import type { NetworkSource } from '../models/model-set.ts';
import {
  type ExecutionProvider,
  type LatentSize,
  type NetworkCut,
  type NetworkHandles,
  type NetworkRole,
  type Residency,
  WHOLE_NETWORK,
} from '../plugin-api/index.ts';
import { NetworkHost } from '../runtime/network-host.ts';
import { heldCheckpoint, type PoolPrecision } from './held-checkpoint.ts';
import { cutFor, loweringOf } from './lowering-of.ts';

/** The right to use a loaded network until it is disposed. */
export interface Lease<Role extends NetworkRole> extends AsyncDisposable {
  readonly network: NetworkHandles[Role];
  /** Seconds that calls of the network have waited for weights that were still being loaded. */
  loadSeconds(): number;
}

interface Entry {
  readonly role: NetworkRole;
  readonly starting: Promise<NetworkHost>;
  /** Stops a start: the conversion of weights that it may begin with, and the host that is being loaded. */
  readonly abort: AbortController;
  host: NetworkHost | undefined;
  readonly residency: Residency;
  leases: number;
}

/** What a session is created with; part of a host's identity. */
export interface PoolProvider {
  readonly id: string;
  /** Version of the provider that is at hand: another one may compute something else. */
  readonly version: string;
  /** The provider's options, as plain data. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly provider: ExecutionProvider;
  readonly threads: number;
  /** @default weights as the checkpoint has them */
  readonly precision?: PoolPrecision;
}

/** How the memory plan wants a network held. */
export interface NetworkHolding {
  readonly residency: Residency;
  /** @default nothing is cut */
  readonly cut?: NetworkCut;
  /** Swapped blocks that are brought in ahead of the one that runs. @default 0 */
  readonly prefetchBlocks?: number;
  /** What it is used with, where graphs are written for one size. @default any */
  readonly latents?: LatentSize;
}

/** Everything about a provider and its precision that decides what a network computes. */
export function providerIdentity({ id, version, options, precision }: PoolProvider): unknown {
  return { id, version, options: options ?? {}, precision: precision?.identity ?? null };
}

/** What LoRAs a host holds: their strengths belong to it only where they were merged. */
function loadedLoras(loras: readonly AppliedLora[]): unknown {
  return [loraHash(runTimeLoras(loras).map(({ overlay }) => overlay)), loraIdentity(mergedLoras(loras))];
}

async function startHost(
  source: NetworkSource,
  settings: PoolProvider,
  { residency, cut = WHOLE_NETWORK, prefetchBlocks = 0, latents }: NetworkHolding,
  signal: AbortSignal,
  memoryLimit: number | undefined,
): Promise<NetworkHost> {
  const { provider, threads } = settings;
  const checkpoint = await heldCheckpoint(source, settings.id, settings.precision, signal);
  const lowering = loweringOf(provider, source.role);
  const size = lowering.oneSize && latents ? { latents } : {};
  const graphs = source.network.build(source.config, { checkpoint, lowering, cut: cutFor(lowering, cut), ...size });
  const leanMemory = residency === 'offload' || cut.blocksToSwap > 0;
  const session = provider.session({ threads, leanMemory, network: { role: source.role, bytes: source.bytes } });
  return NetworkHost.start(source.contribution.id, graphs, session, { prefetchBlocks, memoryLimit, signal });
}

/** The network hosts of one worker. Kept ones live on to the next stage, window and generation. */
export class NetworkPool {
  readonly #entries = new Map<string, Entry>();
  readonly #hostMemoryLimit: number | undefined;

  /** @param hostMemoryLimit most bytes that a host may have, mapped weights aside */
  constructor(hostMemoryLimit?: number) {
    this.#hostMemoryLimit = hostMemoryLimit;
  }

  #entry(source: NetworkSource, settings: PoolProvider, holding: NetworkHolding): Entry {
    const { contribution, checkpoint } = source;
    const { residency, cut = WHOLE_NETWORK, prefetchBlocks = 0, latents } = holding;
    const key = JSON.stringify([
      // A kept host's memory arena holds what it once needed; an offloaded one works without.
      residency,
      contribution.id,
      contribution.version,
      checkpoint.hash,
      loadedLoras(source.loras ?? []),
      providerIdentity(settings),
      settings.threads,
      cut,
      prefetchBlocks,
      loweringOf(settings.provider, source.role).oneSize ? latents : null,
    ]);
    const known = this.#entries.get(key);
    if (known && known.host?.alive !== false) return known;
    this.#endIdle(source.role);
    const abort = new AbortController();
    const entry: Entry = {
      role: source.role,
      starting: startHost(source, settings, holding, abort.signal, this.#hostMemoryLimit),
      abort,
      host: undefined,
      residency,
      leases: 0,
    };
    this.#entries.set(key, entry);
    entry.starting.then(
      (host) => {
        entry.host = host;
      },
      () => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      },
    );
    return entry;
  }

  /** Loads the network if it is not loaded. The host ends when the last lease of an offloaded network is disposed. */
  async acquire<Role extends NetworkRole>(
    source: NetworkSource<Role>,
    provider: PoolProvider,
    holding: NetworkHolding,
  ): Promise<Lease<Role>> {
    const entry = this.#entry(source as NetworkSource, provider, holding);
    entry.leases += 1;
    let disposed = false;
    const release = async (): Promise<void> => {
      if (disposed) return;
      disposed = true;
      entry.leases -= 1;
      if (entry.leases === 0 && entry.residency === 'offload') await this.#drop(entry);
    };
    try {
      const host = await entry.starting;
      const cut = cutFor(loweringOf(provider.provider, source.role), holding.cut);
      const network = source.network.bind(source.config, host, { loras: runTimeLoras(source.loras ?? []), cut });
      return { network, loadSeconds: () => host.loadSeconds, [Symbol.asyncDispose]: release };
    } catch (error) {
      await release();
      throw error;
    }
  }

  /** Starts loading a network that will be needed soon. A failure shows when it is acquired. */
  warm(source: NetworkSource, provider: PoolProvider, holding: NetworkHolding): void {
    this.#entry(source, provider, holding).starting.catch(() => {});
  }

  async #drop(entry: Entry): Promise<void> {
    for (const [key, known] of this.#entries) if (known === entry) this.#entries.delete(key);
    entry.abort.abort();
    await entry.starting.then((host) => host.end()).catch(() => {});
  }

  /** The processes of the hosts that live. */
  processes(): { readonly role: NetworkRole; readonly pid: number }[] {
    return [...this.#entries.values()].flatMap(({ role, host }) => (host?.pid ? [{ role, pid: host.pid }] : []));
  }

  /** Ends every host, in the middle of a forward pass if need be. */
  async endAll(): Promise<void> {
    await Promise.all([...this.#entries.values()].map((entry) => this.#drop(entry)));
  }

  /** Ends hosts of a role that nobody leases: another model, precision or provider takes their place. */
  #endIdle(role: NetworkRole): void {
    for (const entry of this.#entries.values()) if (entry.role === role && entry.leases === 0) void this.#drop(entry);
  }
}
