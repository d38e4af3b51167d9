/**
 * `npx tsx test/bench/sampling-cost.ts [--processes 6] [--megabytes 300] [--seconds 20]`: processor time that sampling
 * the memory of so many processes takes, in parts of a core, while one of them keeps growing.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { MemorySampler, type WatchedProcess } from '../../core/runtime/memory-sampler.ts';

const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '6' },
    megabytes: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '20' },
  },
});

const HOLDS = `const held = [Buffer.alloc(${values.megabytes}e6, 1)]; console.log(held.length);`;
const holders = Array.from({ length: Number(values.processes) }, (_, i) => {
  const then = i === 0 ? 'setInterval(() => held.push(Buffer.alloc(2e6, 1)), 200)' : 'setInterval(() => {}, 1000)';
  return spawn(process.execPath, ['-e', `${HOLDS} ${then}`], { stdio: ['ignore', 'pipe', 'inherit'] });
});
try {
  await Promise.all(holders.map((holder) => once(holder.stdout!, 'data')));
  const watched = holders.map((holder): WatchedProcess => ({ role: 'dit', pid: holder.pid! }));
  const sampler = new MemorySampler(() => watched);
  const before = process.cpuUsage();
  const started = performance.now();
  sampler.start(false);
  await new Promise((resolve) => setTimeout(resolve, 1000 * Number(values.seconds)));
  const { ramBytes } = sampler.stop();
  const { user, system } = process.cpuUsage(before);
  const share = (user + system) / 1000 / (performance.now() - started);
  console.log(JSON.stringify({ coreShare: share, samples: ramBytes.length, peakBytes: Math.max(...ramBytes) }));
} finally {
  for (const holder of holders) holder.kill();
}
