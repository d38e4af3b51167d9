import { GenesisError } from '../errors/genesis-error.ts';

/**
 * RIFLEx: lowers one temporal frequency of a rotary embedding to 0.9·2π/frames, so that the video stays within 90% of
 * its period and does not repeat. Source: arXiv 2502.15894, equation 8; thu-ml/RIFLEx riflex_utils.py.
 * @param frequencies radians per latent frame, highest first: theta^(−2j/dim), j from 0
 * @param index 1-based index of the intrinsic frequency; 0 leaves all as they are (WanVideoWrapper: riflex_freq_index)
 * @param latentFrames latent frames of the video that is sampled
 * @throws GenesisError INPUT_INVALID on `riflexFreqIndex`
 */
export function riflexFrequencies(frequencies: readonly number[], index: number, latentFrames: number): number[] {
  if (!Number.isInteger(index) || index < 0 || index > frequencies.length) {
    const accepted = `one of 0..${frequencies.length}`;
    throw new GenesisError('INPUT_INVALID', `riflexFreqIndex must be ${accepted}`, {
      field: 'riflexFreqIndex',
      accepted,
    });
  }
  return frequencies.map((frequency, j) => (j === index - 1 ? (0.9 * 2 * Math.PI) / latentFrames : frequency));
}
