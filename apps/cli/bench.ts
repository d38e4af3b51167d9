import { Command, InvalidArgumentError } from 'commander';
import { benchDemo, benchmarkText } from './bench-demo.ts';
import { benchMemory, memoryText } from './bench-memory.ts';
import { runProgram } from './programs.ts';

function sampleNumber(text: string): number {
  if (!/^[123]$/.test(text)) throw new InvalidArgumentError('There are samples 1, 2 and 3.');
  return Number(text);
}

export function benchCommand(): Command {
  const bench = new Command('bench').description('Measures this machine.');
  bench
    .command('demo')
    .description('One window (81 frames) of a shipped sample through the real server, stage cache off.')
    .option('--sample <n>', '1, 2 or 3', sampleNumber, 2)
    .option('--json', 'print JSON')
    .action(async ({ sample, json }: { sample: number; json?: boolean }) => {
      const result = await benchDemo(sample);
      console.log(json ? JSON.stringify(result, null, 2) : benchmarkText(result));
    });
  bench
    .command('checkpoint')
    .description('What a 14B checkpoint takes before it runs: headers, graphs, and the first run of one block.')
    .option('--json', 'print JSON')
    .action(({ json }: { json?: boolean }) => runProgram('test/bench/checkpoint/main', json ? ['--json'] : []));
  bench
    .command('memory')
    .description('Forecast against measured peak memory, every strategy on the demo model and two larger sets.')
    .option('--set <names...>', 'of demo, small, medium; left out: all')
    .option('--strategy <names...>', 'as the table calls them; left out: all')
    .option('--json', 'print JSON')
    .action(async (options: { set?: string[]; strategy?: string[]; json?: boolean }) => {
      const results = await benchMemory({ sets: options.set, strategies: options.strategy }, (result) => {
        process.stderr.write(`${memoryText([result]).split('\n')[1]}\n`);
      });
      console.log(options.json ? JSON.stringify(results, null, 2) : memoryText(results));
    });
  return bench;
}
