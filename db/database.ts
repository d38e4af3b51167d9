import Sqlite from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import * as schema from './schema.ts';

const BUSY_TIMEOUT_MS = 5000;

export type Orm = BetterSQLite3Database<typeof schema>;

/** One open database file. All access is synchronous, over one connection. */
export interface Database {
  readonly orm: Orm;
  /** Runs `work` in a transaction that holds the write lock; inside another one it becomes a part of that. */
  transaction<Result>(work: () => Result): Result;
  close(): void;
}

/**
 * Opens (or makes) a database and brings it to the newest schema.
 * @param file path of the SQLite file
 * @param migrations folder of the generated migrations
 */
export function openDatabase(file: string, migrations: string): Database {
  const client = new Sqlite(file);
  try {
    client.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    client.pragma('journal_mode = WAL');
    // In WAL mode a crash of the process loses nothing; a power cut may lose the last transactions, never the file.
    client.pragma('synchronous = NORMAL');
    const orm = drizzle(client, { schema });
    // Migrations that rebuild a table need foreign keys off, and the switch does nothing inside their transaction.
    client.pragma('foreign_keys = OFF');
    migrate(orm, { migrationsFolder: migrations });
    client.pragma('foreign_keys = ON');
    return {
      orm,
      transaction: (work) => client.transaction(work).immediate(),
      close: () => client.close(),
    };
  } catch (error) {
    client.close();
    throw error;
  }
}
