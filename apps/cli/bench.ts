import { Command, InvalidArgumentError } from 'commander';
import { benchDemo, benchmarkText } from './bench-demo.ts';
import { EXIT, explain } from './exit-codes.ts';

function sampleNumber(text: string): number {
  if (!/^[123]$/.test(text)) throw new InvalidArgumentError('There are samples 1, 2 and 3.');
  return Number(text);
}

const program = new Command('bench')
  .description('Measures this machine.')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT.REFUSED));
program
  .command('demo')
  .description('One window (81 frames) of a shipped sample through the real server, stage cache off.')
  .option('--sample <n>', '1, 2 or 3', sampleNumber, 2)
  .option('--json', 'print JSON')
  .action(async ({ sample, json }: { sample: number; json?: boolean }) => {
    const result = await benchDemo(sample);
    console.log(json ? JSON.stringify(result, null, 2) : benchmarkText(result));
  });

try {
  await program.parseAsync();
} catch (error) {
  const { text, exitCode } = explain(error);
  console.error(text);
  process.exitCode = exitCode;
}
