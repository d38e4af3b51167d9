import { downloadFile, fileDownloadInfo, HubApiError, type PathInfo, pathsInfo } from '@huggingface/hub';
import { GenesisError } from '../../errors/genesis-error.ts';
import type { PullFile } from '../pull-presets.ts';

/** A model hub. */
export interface Hub {
  /** @default Hugging Face */
  readonly url: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A file as the hub lists it now. */
export interface HubFile extends PullFile {
  /** SHA-256 of a large file (Git LFS), else the Git object's SHA-1, which is of the content behind a short header. */
  readonly checksum: { readonly algorithm: 'sha256' | 'git-sha1'; readonly value: string };
}

const abortable =
  ({ signal }: Hub): typeof fetch =>
  (input, init = {}) =>
    fetch(input, { ...init, ...(signal ? { signal } : {}) });

/** A server that ignores Range would repeat the file from its start. */
function partial(hub: Hub): typeof fetch {
  return async (input, init = {}) => {
    const response = await abortable(hub)(input, init);
    if (!response.ok || response.status === 206 || !new Headers(init.headers).has('range')) return response;
    await response.body?.cancel();
    throw new Error(`HTTP ${response.status} to a request for a part of a file`);
  };
}

/** What the network and the hub say, as an error of ours. */
export function downloadFailed(what: string, cause: unknown): GenesisError {
  if (cause instanceof GenesisError) return cause;
  const inner = cause instanceof Error && cause.cause instanceof Error ? `: ${cause.cause.message}` : '';
  const why =
    cause instanceof HubApiError ? `HTTP ${cause.statusCode}` : cause instanceof Error ? cause.message : cause;
  return new GenesisError('DOWNLOAD_FAILED', `${what}: ${why}${inner}`, { cause });
}

function listed(file: PullFile, { size, lfs, oid }: PathInfo): HubFile {
  const value = lfs?.oid ?? oid;
  if (!value || !/^[0-9a-f]{40,64}$/.test(value)) {
    throw new GenesisError('DOWNLOAD_FAILED', `the hub states no checksum of ${file.path} in ${file.repo}`);
  }
  return { ...file, bytes: lfs?.size ?? size, checksum: { algorithm: lfs ? 'sha256' : 'git-sha1', value } };
}

/**
 * Asks the hub for sizes and checksums.
 * @throws GenesisError DOWNLOAD_FAILED when it does not answer or lacks a file
 */
export async function listFiles(files: readonly PullFile[], hub: Hub): Promise<HubFile[]> {
  const found = new Map<string, PathInfo>();
  for (const repo of new Set(files.map((file) => file.repo))) {
    const paths = files.filter((file) => file.repo === repo).map(({ path }) => path);
    try {
      const infos = await pathsInfo({ repo, paths, hubUrl: hub.url, fetch: abortable(hub) });
      for (const info of infos) found.set(`${repo}/${info.path}`, info);
    } catch (cause) {
      hub.signal?.throwIfAborted();
      throw downloadFailed(`repository ${repo} cannot be read`, cause);
    }
  }
  return files.map((file) => {
    const info = found.get(`${file.repo}/${file.path}`);
    if (!info) throw new GenesisError('DOWNLOAD_FAILED', `repository ${file.repo} has no ${file.path} any more`);
    return listed(file, info);
  });
}

/** The bytes of a file from `start` to its end. */
export async function* readFrom(file: HubFile, start: number, hub: Hub): AsyncGenerator<Uint8Array> {
  const place = { repo: file.repo, path: file.path, hubUrl: hub.url };
  const downloadInfo = await fileDownloadInfo({ ...place, fetch: abortable(hub) });
  // Over plain HTTP: a range can start at any byte, so that an attempt goes on where the last one stopped.
  const blob = downloadInfo && (await downloadFile({ ...place, downloadInfo, xet: false, fetch: partial(hub) }));
  if (!blob) throw new GenesisError('DOWNLOAD_FAILED', `repository ${file.repo} has no ${file.path} any more`);
  yield* blob.slice(start).stream() as unknown as AsyncIterable<Uint8Array>;
}
