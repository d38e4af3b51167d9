import type { NetworkRole } from '../../../core/plugin-api/network.ts';
import { builder } from './builder.ts';

export const NETWORK_ROLE_VALUES = {
  TEXT_ENCODER: { value: 'text-encoder' },
  IMAGE_ENCODER: { value: 'image-encoder' },
  AUDIO_ENCODER: { value: 'audio-encoder' },
  VAE: { value: 'vae' },
  DIT: { value: 'dit' },
} satisfies Record<string, { value: NetworkRole }>;

export const NetworkRoleEnum = builder.enumType('NetworkRole', { values: NETWORK_ROLE_VALUES });
