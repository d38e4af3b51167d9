import { InvalidArgumentError } from 'commander';
import { NETWORK_ROLES } from '../../core/plugin-api/network.ts';
import type { NetworkPrecisionInput, NetworkRole } from './generated/graphql.ts';

export const NETWORK_PRECISION_OPTION = '--network-precision <network=id>';
export const NETWORK_PRECISION_HELP = `precision of one network (${NETWORK_ROLES.join(', ')}), may be given several times`;

/** Adds what one `--network-precision` says to those before it: `text-encoder=q8`. */
export function addNetworkPrecision(text: string, before: readonly NetworkPrecisionInput[] = []) {
  const [, role = '', id = ''] = /^([^=]*)=(.+)$/.exec(text) ?? [];
  if (!NETWORK_ROLES.some((known) => known === role) || id === '') {
    throw new InvalidArgumentError(
      `It takes a network (${NETWORK_ROLES.join(', ')}) and its precision, e.g. text-encoder=q8.`,
    );
  }
  return [...before, { role: role.toUpperCase().replace('-', '_') as NetworkRole, id }];
}
