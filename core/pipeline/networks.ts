import type { NetworkHandles, NetworkRole, VaeTiling } from '../plugin-api/index.ts';
import type { NetworkOrigin } from './diagnostics.ts';

/** The networks of a run, loaded while they are used. */
export interface Networks {
  /**
   * Loads the network if needed, hands it to `work`, and lets go of it afterwards, also when `work` throws. Weights may
   * go on loading while it works: `loadSeconds` says how long its calls have waited for them so far.
   */
  use<Role extends NetworkRole, Result>(
    role: Role,
    work: (network: NetworkHandles[Role], loadSeconds: () => number) => Promise<Result>,
  ): Promise<Result>;
  /** Once `work` has used the network, it stays loaded until `work` ends: several uses load it once. */
  hold<Result>(role: NetworkRole, work: () => Promise<Result>): Promise<Result>;
  /** Sizes and lengths of a network, without loading it. */
  describe<Role extends NetworkRole>(role: Role): NetworkHandles[Role];
  /** The tiles in which the VAE is used; null: whole frames. Part of its identity. */
  readonly vaeTiling: VaeTiling | null;
  /** Everything about a network that decides its output: plugin, version, checkpoint, provider, precision, tiles. */
  identity(role: NetworkRole): unknown;
  /** The same in short, for messages. */
  origin(role: NetworkRole): NetworkOrigin;
}
