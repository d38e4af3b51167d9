import { GenesisError } from '../errors/genesis-error.ts';
import type { StartInput } from './service.ts';

/** Properties of an execution provider that other tools take for arguments of a sampler, and where they belong. */
const PROVIDER_ARGUMENTS = {
  useTf32: 'TF32 is a property of an execution provider: set it in provider.options where the provider has it',
  forceContiguousTensors:
    'contiguity is a property of an execution provider, and tensors are always contiguous here: leave it out',
} as const;

const given = (options: unknown, name: string): boolean =>
  typeof options === 'object' && options !== null && Object.hasOwn(options, name);

/** @throws GenesisError OPTION_NOT_A_SAMPLER_ARGUMENT for one beside the settings or among the scheduler's options */
export function refuseProviderArguments(input: Pick<StartInput, keyof typeof PROVIDER_ARGUMENTS | 'scheduler'>): void {
  for (const name of ['useTf32', 'forceContiguousTensors'] as const) {
    const beside = input[name] !== undefined;
    if (!beside && !given(input.scheduler?.options, name)) continue;
    const field = beside ? name : `scheduler.options.${name}`;
    const accepted = PROVIDER_ARGUMENTS[name];
    throw new GenesisError('OPTION_NOT_A_SAMPLER_ARGUMENT', `${field}: ${accepted}`, { field, accepted });
  }
}
