import type { ExecutionProvider } from '../plugin-api/execution-provider.ts';
import type { Lowering } from '../plugin-api/lowering.ts';
import { type NetworkCut, type NetworkRole, WHOLE_NETWORK } from '../plugin-api/network.ts';

/** How a provider computes a network: as it says of the role, or else as of all. */
export const loweringOf = ({ lowering, lowerings }: ExecutionProvider, role: NetworkRole): Lowering =>
  lowerings?.[role] ?? lowering;

/** A network's cut by the memory plan, with what the lowering asks for besides. */
export const cutFor = ({ parametersPerGraph }: Lowering, cut: NetworkCut = WHOLE_NETWORK): NetworkCut => ({
  ...cut,
  parametersPerGraph,
});
