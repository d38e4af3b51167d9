import { type Failure, ownFailure } from '../api/failure.ts';
import { connection } from '../api/updates.ts';
import { type Asset, uploadFile } from '../api/upload.ts';
import { createStore, type Store } from '../store.ts';

interface UploadState {
  /** Part sent, 0..1, of all that is being sent; null while nothing is. */
  readonly progress: number | null;
  /** The connection was lost over something that will be sent again. */
  readonly lost: boolean;
  readonly failure: Failure | null;
}

/** What is on its way into a card. It belongs to the page, not to a view: looking elsewhere does not interrupt it. */
export interface Uploads extends Pick<Store<UploadState>, 'get' | 'subscribe'> {
  /**
   * Sends a file. Where the connection is lost it is sent again: when the server is there again, or when it is asked for.
   * @returns null where it was refused or called back
   */
  send(file: Blob, filename: string): Promise<Asset | null>;
  sendAgain(): void;
  /** Calls back all that is on its way. */
  cancel(): void;
  fail(message: string): void;
}

interface Attempt {
  readonly controller: AbortController;
  part: number;
  /** Sends it again; null while it is being sent. */
  again: (() => void) | null;
}

/** @param alone one file has room: the next one takes the place of one that is on its way */
function createUploads(alone: boolean): Uploads {
  const { get, set, subscribe } = createStore<UploadState>({ progress: null, lost: false, failure: null });
  const attempts = new Set<Attempt>();
  const show = () => {
    const sent = [...attempts].filter(({ again }) => again === null);
    const progress = sent.length === 0 ? null : sent.reduce((sum, { part }) => sum + part, 0) / sent.length;
    set({ progress, lost: sent.length < attempts.size });
  };
  const sendAgain = () => {
    for (const { again } of attempts) again?.();
  };
  const cancel = () => {
    for (const { controller } of attempts) controller.abort();
    attempts.clear();
    show();
  };
  connection.subscribe(sendAgain);

  const send = async (file: Blob, filename: string): Promise<Asset | null> => {
    if (alone) cancel();
    set({ failure: null });
    const attempt: Attempt = { controller: new AbortController(), part: 0, again: null };
    const { signal } = attempt.controller;
    attempts.add(attempt);
    const onProgress = (part: number) => {
      attempt.part = part;
      show();
    };
    for (;;) {
      onProgress(0);
      const { asset, failure } = await uploadFile(file, filename, onProgress, signal);
      if (signal.aborted) return null;
      if (failure?.code !== 'NETWORK') {
        attempts.delete(attempt);
        show();
        set({ failure });
        return asset;
      }
      await new Promise<void>((resolve) => {
        attempt.again = resolve;
        show();
      });
      attempt.again = null;
    }
  };
  return {
    get,
    subscribe,
    send,
    sendAgain,
    cancel,
    fail: (message) => set({ failure: ownFailure(message, 'file') }),
  };
}

export const sourceUploads = createUploads(true);
export const voiceUploads = createUploads(false);
