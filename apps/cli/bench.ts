import { Command, InvalidArgumentError } from 'commander';
import { benchDemo, benchmarkText } from './bench-demo.ts';
import { benchMemory, memoryText } from './bench-memory.ts';
import { benchLength, type LengthSettings } from './length/bench-length.ts';
import { lengthText } from './length/length-text.ts';
import { runProgram } from './programs.ts';

function sampleNumber(text: string): number {
  if (!/^[123]$/.test(text)) throw new InvalidArgumentError('There are samples 1, 2 and 3.');
  return Number(text);
}

function lengths(text: string): number[] {
  const seconds = text.split(',').map(Number);
  if (!seconds.every((one) => one > 0 && one <= 3600)) throw new InvalidArgumentError('Seconds, such as 5,60,600.');
  return seconds;
}

function stepCount(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('A number from 1 to 99.');
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
  bench
    .command('schedulers')
    .description(
      'Lip-sync and pictures of every scheduler at 4, 8 and 20 steps and of every step cache, on the demo model.',
    )
    .option('--frames <n>', 'frames of the window, 4n+1', '81')
    .option('--scheduler <id...>', 'this one alone, as often as wanted; left out: all')
    .option('--caches', 'the step caches alone')
    .option('--write', 'put tables and pictures into docs/schedulers.md')
    .option('--json', 'print JSON')
    .action(() => runProgram('test/bench/schedulers/main', process.argv.slice(process.argv.indexOf('schedulers') + 1)));
  bench
    .command('length')
    .description(
      'Memory and time by the length of the voice, on the demo model; 600 seconds of it take a quarter of an hour.',
    )
    .option('--seconds <list>', 'seconds of audio, a run each', lengths, [5, 60, 600])
    .option('--steps <n>', 'sampling steps of a window', stepCount, 1)
    .option('--size <pixels>', 'width and height, a multiple of 16', Number, 128)
    .option('--json', 'print JSON')
    .action(async ({ json, ...settings }: LengthSettings & { json?: boolean }) => {
      const results = await benchLength(settings, (result) =>
        process.stderr.write(`${result.audioSeconds} s of audio: ${result.runSeconds.toFixed(0)} s\n`),
      );
      console.log(json ? JSON.stringify(results, null, 2) : lengthText(results));
    });
  return bench;
}
