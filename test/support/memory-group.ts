import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of both versions of control groups. */
const VERSIONS = [
  {
    root: '/sys/fs/cgroup/memory',
    limit: 'memory.limit_in_bytes',
    swap: 'memory.memsw.limit_in_bytes',
    kills: 'memory.oom_control',
  },
  { root: '/sys/fs/cgroup', limit: 'memory.max', swap: 'memory.swap.max', kills: 'memory.events' },
] as const;

type Version = (typeof VERSIONS)[number];

function write(file: string, value: number): boolean {
  try {
    writeFileSync(file, String(value));
    return true;
  } catch {
    return false;
  }
}

/** A control group with a memory limit: what its processes take beyond it makes the system kill one of them. */
export class MemoryGroup {
  readonly #folder: string;
  readonly #version: Version;

  private constructor(folder: string, version: Version) {
    this.#folder = folder;
    this.#version = version;
  }

  /** @returns null where this process may not make one */
  static make(limitBytes: number): MemoryGroup | null {
    for (const version of VERSIONS) {
      const folder = join(version.root, `genesis-test-${process.pid}`);
      try {
        mkdirSync(folder);
      } catch {
        continue;
      }
      const swap = version.limit === 'memory.max' ? 0 : limitBytes;
      if (existsSync(join(folder, version.limit)) && write(join(folder, version.limit), limitBytes)) {
        write(join(folder, version.swap), swap);
        return new MemoryGroup(folder, version);
      }
      rmdirSync(folder);
    }
    return null;
  }

  /** Whether this process may make one. */
  static available(): boolean {
    const group = MemoryGroup.make(2 ** 30);
    group?.remove();
    return group !== null;
  }

  /** What the process takes from now on counts, and that of the children that it starts. */
  add(pid: number): void {
    writeFileSync(join(this.#folder, 'cgroup.procs'), String(pid));
  }

  /** Processes that the system has killed in it. */
  get kills(): number {
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync(join(this.#folder, this.#version.kills), 'utf8'))?.[1]);
  }

  /** Only once its processes have ended. */
  remove(): void {
    rmdirSync(this.#folder);
  }
}
