import { LOCALES, preferences } from '../preferences.ts';
import { client } from './client.ts';
import { AllPlugins, AllPresets, ModelNames, PresetProblems } from './generated/catalogue.ts';

/**
 * Asks for the catalogue before there is a view that shows it. Whatever goes wrong is found again, and told, by the view
 * that needs the answer.
 * @returns when the presets are there, or cannot be had; at once where the first view needs none
 */
export async function firstAnswers(): Promise<void> {
  if (location.pathname !== '/') return;
  const locale = LOCALES[preferences.get().language];
  const presets = client.query(AllPresets, { locale }).toPromise();
  void client.query(AllPlugins, { locale }).toPromise();
  void client.query(ModelNames, {}).toPromise();
  void client.query(PresetProblems, {}).toPromise();
  await presets;
}
