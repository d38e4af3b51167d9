import { GenesisError } from '../errors/genesis-error.ts';
import { NETWORK_ROLES, type NetworkRole } from '../plugin-api/network.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';
import { resolveChoice } from './resolve-choice.ts';
import type { GenerationSettings, NetworkPrecision, PluginChoice } from './spec.ts';

/** One precision for all; settings that were stored before the field was there have it. */
export const PRECISION_DEFAULTS: Pick<GenerationSettings, 'networkPrecision'> = { networkPrecision: [] };

/** The precision of one network in a request. */
export interface NetworkPrecisionRequest {
  readonly role: NetworkRole;
  readonly id: string;
  readonly options?: unknown;
}

const orderOf = ({ role }: NetworkPrecision): number => NETWORK_ROLES.indexOf(role);

function refuse(field: string, value: unknown, accepted: string): never {
  throw new GenesisError('INPUT_INVALID', `${field}: ${JSON.stringify(value)} is not ${accepted}`, { field, accepted });
}

/**
 * Lays a request over a base: its list takes the place of the base's, as a whole. Undefined: as the base has it.
 * @throws GenesisError INPUT_INVALID, PLUGIN_NOT_FOUND, PLUGIN_OPTIONS_INVALID
 */
export function resolveNetworkPrecision(
  request: readonly NetworkPrecisionRequest[] | undefined,
  base: readonly NetworkPrecision[],
  registry: PluginRegistry,
): NetworkPrecision[] {
  const chosen = (request ?? base).map((entry, i): NetworkPrecision => {
    const { role, id } = entry;
    const field = `networkPrecision.${i}`;
    if (!NETWORK_ROLES.includes(role)) refuse(`${field}.role`, role, `one of ${NETWORK_ROLES.join(', ')}`);
    const otherwise = base.find((other) => other.role === role) ?? { id, version: '', options: {} };
    return { role, ...resolveChoice(registry, 'precision', field, entry, otherwise) };
  });
  const roles = chosen.map(({ role }) => role);
  const again = roles.findIndex((role, i) => roles.indexOf(role) < i);
  if (again >= 0) refuse(`networkPrecision.${again}.role`, roles[again], 'a network that is in the list once');
  return chosen.sort((one, other) => orderOf(one) - orderOf(other));
}

/** The precision of one network of a run. */
export const precisionOf = (
  { precision, networkPrecision }: Pick<GenerationSettings, 'precision' | 'networkPrecision'>,
  role: NetworkRole,
): PluginChoice => networkPrecision.find((entry) => entry.role === role) ?? precision;
