import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import type { PullPreset } from '../../core/models/pull-presets.ts';

/** What a hub does with one file besides giving it out. */
export interface Mischief {
  /** Bytes of a response after which the connection is cut, `cuts` times. */
  readonly cutAfter?: number;
  readonly cuts?: number;
  /** Bytes of a response after which nothing more comes. */
  readonly hangAfter?: number;
  /** What it lists instead of the truth. */
  readonly listedSha256?: string;
  readonly listedBytes?: number;
}

export interface TestHub {
  readonly url: string;
  /** Contents by `repo/path`. */
  readonly files: Map<string, Buffer>;
  readonly mischief: Map<string, Mischief>;
  /** Requests for contents: file and first byte. */
  readonly requests: { readonly file: string; readonly start: number }[];
  close(): Promise<void>;
}

/** Files of this size and more are in Git LFS. */
const LARGE = 100_000;

const digest = (algorithm: string, ...parts: (Buffer | string)[]): string => {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

function listing(path: string, content: Buffer, { listedSha256, listedBytes }: Mischief): unknown {
  const size = listedBytes ?? content.length;
  const oid = digest('sha1', `blob ${content.length}\0`, content);
  if (content.length < LARGE) return { type: 'file', path, size, oid };
  return { type: 'file', path, size, oid, lfs: { oid: listedSha256 ?? digest('sha256', content), size } };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

/** A model hub on this machine that speaks as much of the hub's HTTP as a download needs. */
export async function startHub(): Promise<TestHub> {
  const files = new Map<string, Buffer>();
  const mischief = new Map<string, Mischief>();
  const requests: { file: string; start: number }[] = [];
  const cuts = new Map<string, number>();

  async function list(repo: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { paths } = JSON.parse(await bodyOf(request)) as { paths: string[] };
    const found = paths.flatMap((path) => {
      const content = files.get(`${repo}/${path}`);
      return content ? [listing(path, content, mischief.get(`${repo}/${path}`) ?? {})] : [];
    });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(found));
  }

  function give(file: string, request: IncomingMessage, response: ServerResponse): void {
    const content = files.get(file);
    if (!content) return void response.writeHead(404, { 'x-error-code': 'EntryNotFound' }).end();
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const start = Number(from ?? 0);
    const body = content.subarray(start, to ? Number(to) + 1 : undefined);
    const headers = {
      etag: `"${digest('sha256', content)}"`,
      'content-length': body.length,
      'content-range': `bytes ${start}-${start + body.length - 1}/${content.length}`,
    };
    response.writeHead(from === undefined ? 200 : 206, headers);
    if (to === '0') return void response.end(body);
    requests.push({ file, start });
    const { cutAfter = Number.POSITIVE_INFINITY, cuts: limit = 1, hangAfter } = mischief.get(file) ?? {};
    if (hangAfter !== undefined && hangAfter < body.length) return void response.write(body.subarray(0, hangAfter));
    const done = cuts.get(file) ?? 0;
    if (cutAfter >= body.length || done >= limit) return void response.end(body);
    cuts.set(file, done + 1);
    response.write(body.subarray(0, cutAfter), () => setTimeout(() => response.destroy(), 50));
  }

  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    const listed = /^\/api\/models\/([^/]+\/[^/]+)\/paths-info\/main$/.exec(path);
    const given = /^\/([^/]+\/[^/]+)\/resolve\/main\/(.+)$/.exec(path);
    if (listed) void list(listed[1]!, request, response);
    else if (given) give(`${given[1]}/${given[2]}`, request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    mischief,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Puts small networks in the place of a preset's files: for each, the file of the same folder and part of its name. */
export async function serveTinySet(hub: TestHub, preset: PullPreset, tiny: string): Promise<void> {
  for (const { repo, path, to } of preset.files) {
    const folder = to.startsWith('text_encoders/umt5-xxl/') ? 'text_encoders/umt5-tiny' : dirname(to);
    const names = (await readdir(join(tiny, folder))).filter((name) => /\.\w+$/.test(name));
    const isPatch = /infinitetalk/i.test(to);
    const name = names.includes(basename(to))
      ? basename(to)
      : names.find((one) => /infinitetalk/.test(one) === isPatch);
    hub.files.set(`${repo}/${path}`, await readFile(join(tiny, folder, name!)));
  }
}
