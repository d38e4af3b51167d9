import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { ErrorCode } from '../../../core/errors/catalogue.ts';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { forkProgram, siblingProgram } from '../../../core/runtime/child-program.ts';
import type { PromptSize } from '../../../core/text/tokenizer.ts';

export interface CountRequest {
  readonly id: number;
  /** Path of tokenizer.json. */
  readonly file: string;
  readonly prompt: string;
}

export interface TokenCount extends PromptSize {
  /** Of the tokenizer. */
  readonly vocabulary: number;
}

export type CountReply =
  | { readonly id: number; readonly count: TokenCount }
  | { readonly id: number; readonly code: ErrorCode; readonly message: string };

interface Pending {
  resolve(count: TokenCount): void;
  reject(error: Error): void;
}

/** A loaded tokenizer holds hundreds of MB for a large vocabulary. */
const IDLE_MS = 30_000;

/** Counts the tokens of prompts in a process of its own, which the first prompt starts and which ends when idle. */
export class TokenCounter {
  readonly #pending = new Map<number, Pending>();
  #child: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  #next = 0;

  /**
   * @param file path of tokenizer.json
   * @throws GenesisError CHECKPOINT_INVALID
   */
  count(file: string, prompt: string): Promise<TokenCount> {
    clearTimeout(this.#idle);
    this.#child ??= this.#start();
    this.#next += 1;
    const request: CountRequest = { id: this.#next, file, prompt };
    return new Promise((resolve, reject) => {
      this.#pending.set(request.id, { resolve, reject });
      this.#child!.send(request, () => {});
    });
  }

  #start(): ChildProcess {
    const child = forkProgram(siblingProgram(import.meta.url, './token-counter-main'));
    child.on('message', (reply: CountReply) => {
      const pending = this.#pending.get(reply.id);
      this.#pending.delete(reply.id);
      if ('count' in reply) pending?.resolve(reply.count);
      else pending?.reject(new GenesisError(reply.code, reply.message, { field: 'model' }));
      if (this.#pending.size === 0) this.#idle = setTimeout(() => this.#end(child), IDLE_MS).unref();
    });
    child.on('error', () => this.#end(child));
    child.on('exit', () => this.#end(child));
    return child;
  }

  #end(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    child.kill('SIGKILL');
    for (const { reject } of this.#pending.values()) reject(new Error('the tokenizer process ended'));
    this.#pending.clear();
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const child = this.#child;
    if (!child) return;
    const gone = once(child, 'exit');
    this.#end(child);
    await gone;
  }
}
