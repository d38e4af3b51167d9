import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GenesisClient } from '../../apps/cli/client.ts';
import { GenerationResult } from '../../apps/cli/operations.ts';
import type { StartMessage } from '../../apps/server/main.ts';

/** The built server: what a user runs. `npm test` compiles it first. */
const PROGRAM = fileURLToPath(
  new URL(
    import.meta.url.endsWith('.ts') ? '../../dist/apps/server/main.js' : '../../apps/server/main.js',
    import.meta.url,
  ),
);

/** A real server process with a data folder of its own, which can be killed and started again. */
export class RealServer {
  readonly dataDir: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #cwd: string | undefined;
  #child: ChildProcess | undefined;
  #url = '';
  /** The first start picks a free one; later ones take it again, as a server of one's own does. */
  #port = '0';

  private constructor(dataDir: string, environment: Readonly<Record<string, string>>, cwd: string | undefined) {
    this.dataDir = dataDir;
    this.#environment = environment;
    this.#cwd = cwd;
  }

  /** @param cwd folder that the server is started in: package names of plugins are looked up from there */
  static async launch(environment: Readonly<Record<string, string>> = {}, cwd?: string): Promise<RealServer> {
    const server = new RealServer(await mkdtemp(join(tmpdir(), 'genesis-e2e-')), environment, cwd);
    await server.start();
    return server;
  }

  /** Starts it on a folder that exists and stays, e.g. one on a disk of its own. */
  static async launchIn(dataDir: string, environment: Readonly<Record<string, string>> = {}): Promise<RealServer> {
    const server = new RealServer(dataDir, environment, undefined);
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    const child = fork(PROGRAM, [], {
      env: {
        ...process.env,
        GENESIS_LOG: 'error',
        ...this.#environment,
        GENESIS_DATA: this.dataDir,
        GENESIS_HOST: '127.0.0.1',
        GENESIS_PORT: this.#port,
      },
      execArgv: [],
      ...(this.#cwd === undefined ? {} : { cwd: this.#cwd }),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    const ended = once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`the server ended while starting (${code})`)),
    );
    const [message] = (await Promise.race([once(child, 'message'), ended])) as [StartMessage];
    if (message.type === 'refused') throw new Error(message.reason);
    ended.catch(() => {});
    this.#url = message.url;
    this.#port = new URL(message.url).port;
  }

  /** Base URL, without a slash at its end. */
  get url(): string {
    return this.#url;
  }

  get client(): GenesisClient {
    return new GenesisClient({ url: this.#url });
  }

  get pid(): number {
    return this.#child!.pid!;
  }

  /** Ends the process at once, as a crash does. */
  async kill(): Promise<void> {
    const ended = once(this.#child!, 'exit');
    this.#child!.kill('SIGKILL');
    await ended;
  }

  /** Ends the process; the folder stays. */
  async end(): Promise<void> {
    if (this.#child?.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await ended;
    }
  }

  async stop(): Promise<void> {
    await this.end();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

/** Process ids of the programs called `name` that descend from a process. */
export function descendants(pid: number, name: string): number[] {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, child, parent, args]) => ({ child: Number(child), parent: Number(parent), args: args! }));
  const below = (parent: number): typeof processes =>
    processes.filter((each) => each.parent === parent).flatMap((each) => [each, ...below(each.child)]);
  return below(pid)
    .filter(({ args }) => args.includes(name))
    .map(({ child }) => child);
}

/** A generation with the SHA-256 of its video. */
export async function resultOf(client: GenesisClient, id: string) {
  const { generation } = await client.execute(GenerationResult, { id });
  if (!generation?.output) throw new Error(`generation ${id} has no video`);
  const video = await client.download(generation.output.url);
  return { generation, sha256: createHash('sha256').update(video).digest('hex') };
}
