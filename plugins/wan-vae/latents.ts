import { GenesisError } from '../../core/plugin-api/index.ts';

/** Mean and standard deviation of each latent channel; latents are normalised with them. */
export interface LatentStatistics {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** The constants of Wan 2.1 (Wan-Video/Wan2.1 wan/modules/vae.py, WanVAE). */
const WAN_2_1: LatentStatistics = {
  mean: [
    -0.7571, -0.7089, -0.9113, 0.1075, -0.1745, 0.9653, -0.1517, 1.5508, 0.4134, -0.0715, 0.5517, -0.3632, -0.1922,
    -0.9497, 0.2503, -0.2921,
  ],
  std: [
    2.8184, 1.4541, 2.3275, 2.6558, 1.2196, 1.7708, 2.6052, 2.0743, 3.2687, 2.1526, 2.8652, 1.5579, 1.6382, 1.1253,
    2.8251, 1.916,
  ],
};

/**
 * The settings `latents_mean` and `latents_std`, or the constants of Wan 2.1 without them.
 * @throws GenesisError CHECKPOINT_INVALID when they do not fit the latent channels
 */
export function latentStatistics(settings: Readonly<Record<string, unknown>>, channels: number): LatentStatistics {
  const list = (key: string, fallback: readonly number[], fits: (value: number) => boolean): readonly number[] => {
    const value = settings[key] ?? fallback;
    const numbers = Array.isArray(value) && value.every((n) => typeof n === 'number' && Number.isFinite(n) && fits(n));
    if (numbers && value.length === channels) return value;
    throw new GenesisError('CHECKPOINT_INVALID', `Wan VAE: ${key} does not fit ${channels} latent channels`, {
      field: key,
      accepted: `${channels} numbers`,
    });
  };
  return {
    mean: list('latents_mean', WAN_2_1.mean, () => true),
    std: list('latents_std', WAN_2_1.std, (value) => value > 0),
  };
}
