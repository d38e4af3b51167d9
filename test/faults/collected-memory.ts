import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wait } from './small.ts';

/** false when there is no such process. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/** Reads what processes keep in memory once their garbage is collected. */
export class CollectedMemory implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'genesis-collections-'));

  /** What the server has to be started with. Its child processes inherit it. */
  get environment(): Record<string, string> {
    const program = new URL(`./collecting${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
    const loader = program.pathname.endsWith('.ts') ? '--import tsx ' : '';
    return {
      NODE_OPTIONS: `--expose-gc ${loader}--import ${program}`,
      GENESIS_TEST_COLLECTIONS: this.#folder,
    };
  }

  /** null: the process has ended. */
  async of(pid: number): Promise<NodeJS.MemoryUsage | null> {
    const file = join(this.#folder, String(pid));
    rmSync(file, { force: true });
    if (!signal(pid, 'SIGUSR2')) return null;
    while (!existsSync(file)) {
      if (!signal(pid, 0)) return null;
      await wait(20);
    }
    return JSON.parse(readFileSync(file, 'utf8')) as NodeJS.MemoryUsage;
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
