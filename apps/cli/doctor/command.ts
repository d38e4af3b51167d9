import { Command } from 'commander';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { EXIT } from '../exit-codes.ts';
import { surroundings } from '../models/surroundings.ts';
import { table } from '../models/text.ts';
import {
  checkCodecs,
  checkDatabase,
  checkDisk,
  checkMemory,
  checkModels,
  checkNode,
  checkProviders,
  type Finding,
} from './checks.ts';

/** Settings and plugins, and what depends on them. */
async function checkSurroundings(): Promise<Finding[]> {
  try {
    const around = await surroundings();
    return [await checkDisk(around.config), ...(await checkProviders(around)), ...(await checkModels(around))];
  } catch (error) {
    if (!(error instanceof GenesisError)) throw error;
    const advice = error.accepted ?? 'see docs/configuration.md';
    return [{ what: error.field ?? 'settings', health: 'broken', found: `${error.code}: ${error.message}`, advice }];
  }
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('What works on this machine, what does not, and what to do about it.')
    .option('--json', 'print JSON')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const findings = [
        checkNode(),
        await checkDatabase(),
        await checkCodecs(),
        await checkMemory(),
        ...(await checkSurroundings()),
      ];
      if (json) console.log(JSON.stringify(findings));
      else {
        for (const { what, health, found, advice } of findings) {
          console.log(table([[health.padEnd(7), what.padEnd(16), found]])[0]);
          if (advice !== null) console.log(`${' '.repeat(9)}→ ${advice}`);
        }
      }
      if (findings.some(({ health }) => health === 'broken')) process.exitCode = EXIT.UNUSABLE;
    });
}
