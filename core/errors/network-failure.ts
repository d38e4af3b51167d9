import { GenesisError } from './genesis-error.ts';

/** What Dawn says of a shader in float16 on a card that has none. */
const NO_FLOAT16 = /requires f16 but the device does not support it/;

/** Why a network failed in its host, from the runtime's words. */
export function networkFailure(network: string, message: string): GenesisError {
  if (!NO_FLOAT16.test(message)) return new GenesisError('STAGE_FAILED', `${network}: ${message}`);
  return new GenesisError('PLUGIN_UNAVAILABLE', `${network}: this graphics card has no float16`, {
    field: 'provider.options.compute',
    accepted: 'float32, and the same for textEncoder',
  });
}
