import { Command, InvalidArgumentError, Option } from 'commander';
import { succeeded } from '../client.ts';
import type { StartGenerationInput } from '../generated/graphql.ts';
import { type ServerOptions, useServer, withServer } from '../server-access.ts';
import { chosenSettings, type SettingsOptions, withSettings } from '../settings-option.ts';
import { PlanMemory } from './operation.ts';
import { planText } from './plan-text.ts';

interface PlanOptions extends ServerOptions, SettingsOptions {
  readonly mode: StartGenerationInput['mode'];
  readonly preset: string;
  readonly vram?: number;
  readonly ram?: number;
  readonly json?: boolean;
}

/** Gigabytes to bytes. */
function gigabytes(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1e6)) throw new InvalidArgumentError('It takes gigabytes, e.g. 15.5.');
  return Math.round(value * 1e9);
}

function requestOf(options: PlanOptions): StartGenerationInput {
  const { mode, preset, vram, ram } = options;
  const budget = vram === undefined && ram === undefined ? {} : { memoryBudget: { vramBytes: vram, ramBytes: ram } };
  return { mode, preset, ...budget, ...chosenSettings(options) };
}

/** `plan`: what a run would need, before anything is loaded. */
export function planCommand(): Command {
  const plan = new Command('plan')
    .description('What a run would need of VRAM and RAM, stage by stage, and which memory strategy fits.')
    .addOption(new Option('--mode <mode>', 'what is made').choices(['INFINITETALK', 'I2V']).default('INFINITETALK'))
    .option('--preset <name>', 'named settings', 'demo')
    .option('--vram <GB>', 'plan for this much VRAM', gigabytes)
    .option('--ram <GB>', 'plan for this much RAM', gigabytes)
    .option('--json', 'print JSON');
  return withServer(withSettings(plan)).action((options: PlanOptions) =>
    useServer(options, async (client) => {
      const { memoryForecast } = await client.execute(PlanMemory, { input: requestOf(options) });
      const { forecast } = succeeded(memoryForecast);
      console.log(options.json ? JSON.stringify(forecast, null, 2) : planText(forecast));
    }),
  );
}
