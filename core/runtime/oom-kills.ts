import { readFileSync } from 'node:fs';

const OOM_KILL = /^oom_kill (\d+)$/m;

/** Files that count kills, the nearest control group first: version 2, version 1, then the whole machine. */
function counters(groups: string): string[] {
  const files: string[] = [];
  for (const line of groups.split('\n')) {
    const match = /^\d+:([^:]*):(.*)$/.exec(line);
    if (!match) continue;
    const [, controllers, path] = match as unknown as [string, string, string];
    if (controllers === '') files.push(`/sys/fs/cgroup${path}/memory.events`, '/sys/fs/cgroup/memory.events');
    if (!controllers.split(',').includes('memory')) continue;
    files.push(`/sys/fs/cgroup/memory${path}/memory.oom_control`, '/sys/fs/cgroup/memory/memory.oom_control');
  }
  return [...files, '/proc/vmstat'];
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Processes that the system has killed for want of memory, as counted by this process's control group, or by the
 * machine where no group counts. It only grows; a rise beside a SIGKILL tells such a kill from any other.
 * @returns null where the system does not tell
 */
export function countOomKills(): number | null {
  for (const file of counters(read('/proc/self/cgroup'))) {
    const match = OOM_KILL.exec(read(file));
    if (match) return Number(match[1]);
  }
  return null;
}
