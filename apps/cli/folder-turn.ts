import { setTimeout as wait } from 'node:timers/promises';
import { makeFolder } from '../../core/runtime/make-folder.ts';
import { folderInUse, servedAt, tryCommandLock } from '../../db/folder-lock.ts';
import { NoServerError } from './client.ts';

/** Milliseconds between two looks at the folder. */
const LOOK_MS = 100;
/** Milliseconds that a server gets to announce itself, or to let go of the folder when its command has ended. */
const SETTLE_MS = 15_000;

interface TurnOptions<Client> {
  readonly folder: string;
  /** Whether the command needs a server that does not end with another command. */
  readonly lasting: boolean;
  /** @throws NoServerError */
  connect(url: string): Promise<Client>;
  /** Is called once when the wait is no short one. */
  tell(): void;
}

/** Milliseconds of waiting that nobody needs to hear of. */
const QUIET_MS = 1000;

/** What a command works with: a server that runs, or the right to start one. */
export type Turn<Client> = { readonly client: Client } | { readonly release: () => void };

/** The server on the folder that the command can use; null: none, or one that is just ending. @throws NoServerError */
async function join<Client>({ folder, lasting, connect }: TurnOptions<Client>): Promise<Client | null> {
  const server = servedAt(folder);
  if (!server || (lasting && !server.lasting)) return null;
  try {
    return await connect(server.url);
  } catch (error) {
    if (server.lasting || !(error instanceof NoServerError)) throw error;
    return null;
  }
}

/** Whether nobody works on the folder, after a moment for who is about to begin or to end. */
async function isFree(folder: string): Promise<boolean> {
  for (let waited = 0; folderInUse(folder); waited += LOOK_MS) {
    if (servedAt(folder)) return false;
    // One that stays and does not say where it is: the server that is started next tells that.
    if (waited >= SETTLE_MS) return true;
    await wait(LOOK_MS);
  }
  return true;
}

/**
 * One command at a time starts a server on a data folder. Others use that one, unless they need a server that does not
 * end with the other command: they wait for their turn.
 * @throws NoServerError when a server that was started to stay does not answer
 */
export async function takeTurn<Client>(options: TurnOptions<Client>): Promise<Turn<Client>> {
  const { folder, tell } = options;
  for (let waited = 0; ; waited += LOOK_MS) {
    const client = await join(options);
    if (client) return { client };
    // A folder that cannot be made or locked is for the server to refuse: it says what is wrong with it.
    const release = await makeFolder(folder)
      .then(() => tryCommandLock(folder))
      .catch(() => () => {});
    if (release && (await isFree(folder).catch(() => true))) return { release };
    release?.();
    if (waited === QUIET_MS) tell();
    await wait(LOOK_MS);
  }
}
