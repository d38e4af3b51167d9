import { openAsBlob } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'graphql-sse';
import { PREFLIGHT_HEADER } from '../server/http/guard.ts';
import type {
  ErrorCode,
  GenerationEventsSubscription,
  TypedDocumentString,
  UploadAssetMutation,
} from './generated/graphql.ts';
import { GenerationEvents, UploadAsset } from './operations.ts';

export type FollowedEvent = GenerationEventsSubscription['generationEvents'];

/** The fields of the API's Error interface. */
export interface TypedError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly field: string | null;
  readonly accepted: string | null;
}

/** A failure that the API reported, typed or at top level. */
export class ApiError extends Error {
  readonly code: string;
  readonly field: string | null;
  readonly accepted: string | null;

  constructor({
    code,
    message,
    field,
    accepted,
  }: { code: string; message: string; field?: string | null; accepted?: string | null }) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.field = field ?? null;
    this.accepted = accepted ?? null;
  }
}

/** No server answers, or what answers is none. */
export class NoServerError extends Error {}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { code?: string; field?: string; accepted?: string };
  }[];
}

export interface ClientOptions {
  /** Base URL of the server, without `/graphql`. */
  readonly url: string;
  readonly apiKey?: string | undefined;
  /** The server ends with this command: what is paused there only another command can take up. @default false */
  readonly own?: boolean;
  /** Connections that may fail in a row while following events. @default 8 */
  readonly retries?: number;
}

/** The success member of a result union. @throws ApiError for the others */
export function succeeded<Result extends { readonly __typename: string }>(
  result: Result,
): Exclude<Result, { readonly code: ErrorCode }> {
  if ('code' in result) throw new ApiError(result as unknown as TypedError);
  return result as Exclude<Result, { readonly code: ErrorCode }>;
}

/** A file of any size is read as it is sent; a pipe's length is not known before. */
async function fileBlob(file: string, signal: AbortSignal | undefined): Promise<Blob> {
  return (await stat(file)).isFile() ? openAsBlob(file) : new Blob([await readFile(file, { signal })]);
}

/** A client of one server: typed operations, uploads, and events that survive a dropped connection. */
export class GenesisClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #retries: number;
  readonly own: boolean;

  constructor({ url, apiKey, own = false, retries = 8 }: ClientOptions) {
    this.#url = url;
    this.own = own;
    this.#headers = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
    this.#retries = retries;
  }

  async #fetch(path: string, request: RequestInit): Promise<Response> {
    try {
      return await fetch(`${this.#url}${path}`, { ...request, headers: { ...this.#headers, ...request.headers } });
    } catch (cause) {
      request.signal?.throwIfAborted();
      throw new NoServerError(`no Genesis server answers at ${this.#url}`, { cause });
    }
  }

  async #post<Data>(
    body: string | FormData,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal | null = null,
  ): Promise<Data> {
    const response = await this.#fetch('/graphql', { method: 'POST', headers, body, signal });
    const answer = (await response.json().catch((cause: unknown) => {
      signal?.throwIfAborted();
      throw new NoServerError(`what answers at ${this.#url} is no Genesis server`, { cause });
    })) as Answer<Data>;
    const { data, errors } = answer;
    const error = errors?.[0];
    if (error) throw new ApiError({ code: 'INPUT_INVALID', ...error.extensions, message: error.message });
    return data as Data;
  }

  /** @throws ApiError for errors at top level; typed ones are in the data (see `succeeded`) */
  execute<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data> {
    return this.#post(JSON.stringify({ query: document.toString(), variables }), {
      'content-type': 'application/json',
    });
  }

  /**
   * Uploads a file and returns the asset's id.
   * @throws ApiError · NodeJS.ErrnoException when it cannot be read · what `signal` was aborted with
   */
  async upload(file: string, signal?: AbortSignal): Promise<string> {
    const form = new FormData();
    form.set('operations', JSON.stringify({ query: UploadAsset.toString(), variables: { file: null } }));
    form.set('map', JSON.stringify({ 0: ['variables.file'] }));
    form.set('0', await fileBlob(file, signal), basename(file));
    const { uploadAsset } = await this.#post<UploadAssetMutation>(form, { [PREFLIGHT_HEADER]: '1' }, signal);
    return succeeded(uploadAsset).asset.id;
  }

  /** Fetches a file of the server, such as an asset's `url`. */
  async download(path: string): Promise<Uint8Array> {
    const response = await this.#fetch(path, {});
    if (!response.ok) throw new ApiError({ code: 'ASSET_NOT_FOUND', message: `${path}: HTTP ${response.status}` });
    return new Uint8Array(await response.arrayBuffer());
  }

  /**
   * The events of a generation after `after`, stored ones first, until it ends. When the connection drops, it goes on
   * behind the last event seen: none is lost or repeated.
   * @throws NoServerError when the server stays away
   */
  async *follow(id: string, after = 0, signal?: AbortSignal): AsyncGenerator<FollowedEvent, void, undefined> {
    let last = after;
    for (let failures = 0; ; failures++) {
      const events = createClient({ url: `${this.#url}/graphql`, headers: this.#headers, retryAttempts: 0 });
      const stop = () => events.dispose();
      signal?.addEventListener('abort', stop, { once: true });
      try {
        const answers = events.iterate<GenerationEventsSubscription>({
          query: GenerationEvents.toString(),
          variables: { id, after: last },
        });
        for await (const { data, errors } of answers) {
          if (errors?.[0])
            throw new ApiError({ code: 'INTERNAL', ...errors[0].extensions, message: errors[0].message });
          if (!data) continue;
          failures = 0;
          last = data.generationEvents.seq;
          yield data.generationEvents;
        }
        return;
      } catch (error) {
        if (signal?.aborted) return;
        if (error instanceof ApiError) throw error;
        if (failures >= this.#retries) {
          const kept = `what is finished is kept, and goes on with the next server: genesis resume ${id} follows it`;
          throw new NoServerError(`no Genesis server answers at ${this.#url} any more; ${kept}`, { cause: error });
        }
      } finally {
        signal?.removeEventListener('abort', stop);
        events.dispose();
      }
      await wait(Math.min(100 * 2 ** failures, 5000), undefined, { signal }).catch(() => {});
    }
  }
}
