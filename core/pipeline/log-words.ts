import type { LogWords } from '../runs/events.ts';

/** A line of a run's log, in English and Chinese. */
export const logWords = (message: string, zh: string): LogWords => ({ message, translations: { zh } });
