import type { CreatePresetInput } from '../api/generated/schema.ts';
import type { Preset } from '../api/use-catalogue.ts';
import { settingsInput } from '../make/make-again.ts';

const KIND = 'genesis-preset';

/** A preset as a file: what `createPreset` takes, and what kind of file it is. */
export function exportPreset({ name, title, description, settings }: Preset): string {
  return JSON.stringify({ kind: KIND, name, title, description, settings: settingsInput(settings) }, null, 2);
}

/**
 * What an exported file asks for; null when it is no such file. The server checks the settings.
 * @param filename gives the name where the file, made by hand, has none
 */
export function readPreset(text: string, filename: string): CreatePresetInput | null {
  try {
    const {
      kind,
      name = nameFor(filename),
      title,
      description,
      settings,
    } = JSON.parse(text) as Record<string, unknown>;
    if (kind !== KIND || typeof name !== 'string' || typeof settings !== 'object') return null;
    return { name, title, description, settings } as CreatePresetInput;
  } catch {
    return null;
  }
}

/** The name of a preset that is made from a file: lower-case letters, digits, dots and dashes. */
export function nameFor(filename: string): string {
  const name = filename
    .replace(/\.json$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .slice(0, 63)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  return name || 'workflow';
}

/** The name itself, or with the first number behind it that makes it free: `portrait-2`. */
export function freeName(name: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const one = number === 1 ? name : `${name.slice(0, 60)}-${number}`;
    if (!taken.includes(one)) return one;
  }
}

/** Hands a text to the browser as a download. */
export function downloadText(text: string, filename: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = filename;
  link.click();
  URL.revokeObjectURL(url);
}
