import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const INTERVAL_MS = 100;
/** Growth that is looked into: this many bytes, or this part of what is held, whichever is more. */
const GROWTH_BYTES = 4 * 2 ** 20;
const GROWTH_SHARE = 0.25;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options?: { readonly type: 'minor' | 'major' }) => void;

const bufferBytes = (): number => process.memoryUsage().arrayBuffers;

/**
 * Collects the garbage of a process that streams. The bytes of buffers lie outside of V8's heap, which sees few small objects
 * and waits for 64 MB or more of them: what a process holds would depend on how long it has been streaming.
 */
export class BufferCollector {
  #held = bufferBytes();
  #timer: NodeJS.Timeout | null = null;

  start(): void {
    this.#held = bufferBytes();
    this.#timer ??= setInterval(() => this.look(), INTERVAL_MS).unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Collects when buffers have grown by much since the last time. Most of them died young, which takes a millisecond. */
  look(): void {
    this.#held = Math.min(this.#held, bufferBytes());
    const most = this.#held + Math.max(GROWTH_BYTES, this.#held * GROWTH_SHARE);
    if (bufferBytes() <= most) return;
    collect({ type: 'minor' });
    if (bufferBytes() > most) collect();
    this.#held = bufferBytes();
  }
}
