import { createRegistry } from '../../apps/builtin-plugins.ts';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import type { ResolveContext } from '../../core/runs/resolve.ts';
import type { Asset, AssetKind, Preset, StartInput } from '../../core/runs/service.ts';
import { SHIPPED_PRESETS } from '../../db/seed/presets.ts';

/** Tokens of a prompt at most. */
const TEXT_LENGTH = 64;

const asset = (id: string, kind: AssetKind, seconds: number | null = null): Asset => ({
  id,
  kind,
  mimeType: 'x/y',
  sha256: id.repeat(8),
  bytes: 1,
  filename: null,
  width: null,
  height: null,
  seconds,
  createdAt: 0,
});
const assets = [
  asset('portrait', 'IMAGE'),
  asset('voice', 'AUDIO'),
  asset('clip', 'VIDEO'),
  // At 25 frames a second one lasts 0.04 seconds.
  asset('click', 'AUDIO', 0.03),
  asset('frame', 'AUDIO', 0.04),
  asset('still', 'VIDEO', 0.03),
  asset('silent', 'VIDEO', 5),
  asset('tick', 'VIDEO', 5),
  asset('black', 'VIDEO', 5),
  asset('lost', 'IMAGE'),
  asset('long', 'AUDIO', 30),
  // Two windows by its container, one of which may be padding.
  asset('padded', 'AUDIO', 3.3),
];
const demo = SHIPPED_PRESETS.find(({ name }) => name === 'demo')!;
/** A preset with flags for its own strategy. */
const offloading = {
  ...demo,
  name: 'offloading',
  settings: {
    ...demo.settings,
    memory: { ...demo.settings.memory, id: 'offload', tiledVae: true, forceOffload: true },
  },
};

/** What requests are resolved against: shipped presets, all plugins, and files of which each has something wrong or right. */
export async function resolveContext(): Promise<ResolveContext> {
  const registry = await createRegistry([], process.cwd());
  return {
    registry,
    preset: (name) => {
      const found = [...SHIPPED_PRESETS, offloading].find((preset) => preset.name === name);
      if (!found) throw new GenesisError('PRESET_NOT_FOUND', 'no such preset', { field: 'preset' });
      return { ...found, id: name } as Preset;
    },
    userDefault: () => null,
    latents: (id) =>
      id === 'earlier' || id === 'gone'
        ? { keys: ['a'.repeat(64)], shape: [16, 21, 16, 16], stored: id === 'earlier' }
        : null,
    requireFile: ({ id }, field) => {
      if (id === 'lost') throw new GenesisError('ASSET_NOT_FOUND', 'gone', { field, accepted: 'uploaded again' });
    },
    requirePicture: async ({ id }, field) => {
      if (id === 'black')
        throw new GenesisError('ASSET_UNREADABLE', 'no frames', { field, accepted: 'a video with frames' });
    },
    requireSound: async ({ id, kind, seconds }, field) => {
      if (id === 'silent')
        throw new GenesisError('ASSET_UNREADABLE', 'no audio', { field, accepted: 'a video with sound' });
      if (id === 'tick') return 0.03;
      return kind === 'VIDEO' ? 5 : (seconds ?? 5);
    },
    asset: (id) => assets.find((known) => known.id === id) ?? null,
    model: async (name) => ({
      name,
      modes: name === 'demo' ? ['INFINITETALK', 'I2V'] : ['I2V'],
      obstacles: () => ['its dit has no InfiniteTalk patch'],
      temporalFrequencies: 22,
      latentShape: ({ width, height, frameWindowSize }) => [16, 1 + (frameWindowSize - 1) / 4, height / 8, width / 8],
      textLength: TEXT_LENGTH,
      countTokens: async (prompt) => prompt.split(' ').length + 1,
    }),
    checkNetworks: async () => {},
    drawSeed: () => 7,
  };
}

/** A request that is accepted. */
export const valid: StartInput = { mode: 'INFINITETALK', image: 'portrait', audio: 'voice', output: { id: 'webp' } };
/** A prompt of so many words, a token each. */
export const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');
