import type { GraphRunner } from '../plugin-api/graph.ts';
import type { Network, NetworkHandles, NetworkRole } from '../plugin-api/network.ts';

const nowhere: GraphRunner = {
  call: () => Promise.reject(new Error('this handle describes a network that is not loaded')),
  drop: async () => {},
};

/** A handle that answers what the network is (sizes, lengths) but cannot run. */
export const describeNetwork = <Role extends NetworkRole>(source: {
  readonly network: Network<Role>;
  readonly config: unknown;
}): NetworkHandles[Role] => source.network.bind(source.config, nowhere);
