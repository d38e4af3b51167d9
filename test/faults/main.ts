/** `npm run --silent faults -- NAME`: does harm to a real server and looks at what becomes of its work. */
import { Command, InvalidArgumentError } from 'commander';
import { killAtBoundaries } from './boundaries.ts';
import { cancelAtRandomPoints } from './cancel.ts';
import { corruptStageOutputs } from './corrupt.ts';
import { diskFaults } from './disk.ts';
import { killAtRandomPoints } from './kill.ts';
import { soak } from './soak.ts';
import { subscribers } from './subscribers.ts';

interface Options {
  readonly times: number;
  readonly seed: number;
}

function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A whole number is needed.');
  return Number(text);
}

const program = new Command('faults').description('Does harm to a real server and looks at what becomes of its work.');

function fault(
  name: string,
  description: string,
  times: number,
  run: (options: Options) => Promise<{ readonly ok: boolean }>,
): void {
  program
    .command(name)
    .description(description)
    .option('--times <n>', 'how often', whole, times)
    .option('--seed <n>', 'decides the random points', whole, 1)
    .option('--json', 'print JSON')
    .action(async ({ json, ...options }: Options & { readonly json?: boolean }) => {
      const report = await run(options);
      console.log(json ? JSON.stringify(report, null, 2) : text(report));
      process.exitCode = report.ok ? 0 : 1;
    });
}

const text = (report: object): string =>
  Object.entries(report)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join('\n');

fault('kill', 'Kills server, worker and hosts at random points.', 30, ({ times, seed }) =>
  killAtRandomPoints(times, seed),
);
fault('boundaries', 'Kills server and worker as each stage starts and finishes.', 1, () => killAtBoundaries());
fault('disk', 'Full disks, folders that take no files, files that vanish.', 1, () => diskFaults());
fault('corrupt', 'Damages stage outputs.', 5, ({ times, seed }) => corruptStageOutputs(times, seed));
fault('cancel', 'Cancels at random points.', 50, ({ times, seed }) => cancelAtRandomPoints(times, seed));
fault('subscribers', 'A crowd of --times subscribers, a stalled one, a late one.', 1000, ({ times }) =>
  subscribers(times),
);
fault('soak', 'Short generations with the memory strategies by turns.', 50, ({ times }) => soak(times));

await program.parseAsync();
