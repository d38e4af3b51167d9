import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ProgramOptions extends Pick<ForkOptions, 'detached' | 'env'> {
  /** Where its standard error goes. @default inherit */
  readonly stderr?: 'inherit' | 'pipe';
  /** Flags of Node. */
  readonly flags?: readonly string[];
  /** Most bytes of memory of its own that the program may have; mapped files do not count. @default no limit */
  readonly memoryLimit?: number | undefined;
}

/**
 * glibc raises the size from which it maps blocks on their own with every block that it frees, up to 32 MB, and then
 * cuts tensors out of heaps that get holes: a worker's memory creeps with the length of a video. A fixed size gives each
 * freed tensor back. Other C libraries do not read these. What the user sets goes first.
 */
const ALLOCATION = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '262144', MALLOC_TRIM_THRESHOLD_: '262144' };

/**
 * V8 13 (Node 24) starts with all addresses for compiled code mapped writable, which counts as data though hardly any of it is
 * used; earlier versions do not.
 */
const RESERVED_BYTES = Number.parseInt(process.versions.v8, 10) >= 13 ? 512 * 1024 * 1024 : 0;

/** Lowers the limit for data (RLIMIT_DATA, in KiB), then becomes the program. */
const LIMITED = (kib: number) => ['-c', `ulimit -d ${kib} && exec "$0" "$@"`, process.execPath];

/**
 * Forks a program of this project with binary-safe IPC. Sources (.ts) run through tsx,
 * built files (.js) as they are.
 * @param program URL of the sibling module, with the same extension as the caller's own
 */
export function forkProgram(
  program: URL,
  { memoryLimit, flags = [], stderr = 'inherit', env = process.env, ...options }: ProgramOptions = {},
): ChildProcess {
  const execArgv = [...flags, ...(program.pathname.endsWith('.ts') ? ['--import', 'tsx'] : [])];
  const limit = memoryLimit === undefined ? null : LIMITED(Math.floor((memoryLimit + RESERVED_BYTES) / 1024));
  return fork(fileURLToPath(program), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', stderr, 'ipc'],
    env: { ...ALLOCATION, ...env },
    ...options,
    ...(limit ? { execPath: '/bin/sh', execArgv: [...limit, ...execArgv] } : { execArgv }),
  });
}

/** Flags of Node for a thread of this project: what runs sources in a process does not in its threads. */
export const threadFlags = (program: URL): string[] =>
  program.pathname.endsWith('.ts') ? ['--import', new URL('./register-tsx.mjs', import.meta.url).href] : [];

/** URL of a module beside `from`, in the form (.ts or .js) in which `from` itself runs. */
export function siblingProgram(from: string, name: string): URL {
  return new URL(`${name}${from.endsWith('.ts') ? '.ts' : '.js'}`, from);
}
