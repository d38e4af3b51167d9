import { destination, type Logger, pino } from 'pino';
import type { ServerConfig } from './config.ts';

/** JSON lines on standard error; standard output is for what a person starts the program for. */
export function createLog(config: Pick<ServerConfig, 'GENESIS_LOG'>): Logger {
  return pino({ level: config.GENESIS_LOG, base: undefined }, destination({ fd: 2, sync: true }));
}
