import type { ExecutionProvider } from '../plugin-api/execution-provider.ts';
import type { Lowering } from '../plugin-api/lowering.ts';
import type { NetworkRole } from '../plugin-api/network.ts';

/** How a provider computes a network: as it says of the role, or else as of all. */
export const loweringOf = ({ lowering, lowerings }: ExecutionProvider, role: NetworkRole): Lowering =>
  lowerings?.[role] ?? lowering;
