import { GenesisError } from '../errors/genesis-error.ts';
import type { Dit, Network, NetworkHandles, NetworkRole } from '../plugin-api/network.ts';
import { describeNetwork } from './describe-network.ts';

interface Found<Role extends NetworkRole = NetworkRole> {
  readonly file: string;
  readonly role: Role;
  readonly network: Network<Role>;
  readonly config: unknown;
}

type Companion = Exclude<NetworkRole, 'dit'>;

/** What of a network must agree with the DiT, in words, and both numbers. The DiT's is null where it takes nothing. */
const MEETINGS: {
  readonly [Role in Companion]: (handle: NetworkHandles[Role], dit: Dit) => readonly [string, number, number | null];
} = {
  'text-encoder': ({ dim }, { textDim }) => ['values of a text feature', dim, textDim],
  'image-encoder': ({ dim }, { imageDim }) => ['values of an image feature', dim, imageDim],
  'audio-encoder': ({ layers, dim }, { audioFeatures }) => ['values of an audio feature', layers * dim, audioFeatures],
  vae: ({ latentChannels }, dit) => ['latent channels', latentChannels, dit.latentChannels],
};

/** What sizes, windows and masks of a run are made for. */
const PIXELS_A_LATENT = 8;
const FRAMES_A_LATENT = 4;

/** Why a VAE makes latents that no run can work with. */
function offScale(found: Found): GenesisError | null {
  if (found.role !== 'vae') return null;
  const { spatialScale, temporalScale } = describeNetwork(found as Found<'vae'>);
  if (spatialScale === PIXELS_A_LATENT && temporalScale === FRAMES_A_LATENT) return null;
  return new GenesisError(
    'CHECKPOINT_UNSUPPORTED',
    `${found.file}: the vae has ${spatialScale} pixels a latent each way and ${temporalScale} frames`,
    { accepted: `a vae with ${PIXELS_A_LATENT} pixels and ${FRAMES_A_LATENT} frames, as that of Wan 2.1` },
  );
}

/**
 * Why a network cannot work with a DiT: it is one of another size, such as a large wav2vec2 in place of the base one, or
 * a VAE of another scale.
 * @returns null when they go together
 */
export function misfit(found: Found, dit: Found): GenesisError | null {
  if (found.role === 'dit') return null;
  const scale = offScale(found);
  if (scale) return scale;
  const meet = MEETINGS[found.role] as (handle: unknown, dit: Dit) => readonly [string, number, number | null];
  const [what, given, taken] = meet(describeNetwork(found), describeNetwork(dit as Found<'dit'>));
  if (taken === null || given === taken) return null;
  return new GenesisError(
    'CHECKPOINT_UNSUPPORTED',
    `${found.file}: the ${found.role} has ${given} ${what}, the dit ${taken}`,
    {
      accepted: `a ${found.role} with ${taken} ${what}`,
    },
  );
}
