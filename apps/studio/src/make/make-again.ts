import type { Generation } from '../generation/generation-page.tsx';
import { draft, type Overrides } from './draft.ts';

/**
 * Settings as the API gives them, turned into what it takes: without nulls, type names and plugin versions. The options
 * of a plugin are the plugin's own and stay as they are.
 */
export function settingsInput(settings: object): Overrides {
  const convert = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value)
      .filter(([key, part]) => key !== '__typename' && key !== 'version' && part !== null)
      .map(([key, part]) => [key, key === 'options' ? part : convert(part)]);
    return Object.fromEntries(entries);
  };
  return convert(settings) as Overrides;
}

/** Fills the form with everything that made a generation, its seed included. */
export function makeAgain({ mode, image, audio, prompt, negativePrompt, seed, preset, settings }: Generation): void {
  const overrides = settingsInput(settings);
  draft.set({ mode, image: image ?? null, audio: audio ?? null, prompt, negativePrompt, seed, preset, overrides });
}
