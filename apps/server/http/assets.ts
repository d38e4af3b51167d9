import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, dirname } from 'node:path';
import send from 'send';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { Asset } from '../../../core/runs/service.ts';
import type { ServerConfig } from '../config.ts';
import { encodeId } from '../schema/ids.ts';
import type { Services } from '../services/services.ts';
import { limited, tooLarge } from './limit.ts';
import { sendError, sendJson } from './respond.ts';

/** `inline; filename=...` with the name in ASCII and, where that loses something, in UTF-8 (RFC 6266). */
function contentDisposition(filename: string): string {
  const ascii = filename.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact =
    ascii === filename
      ? ''
      : `; filename*=UTF-8''${encodeURIComponent(filename).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`;
  return `inline; filename="${ascii}"${exact}`;
}

/** GET and HEAD /assets/ID: the file, with ranges and validators. */
function sendAsset(request: IncomingMessage, response: ServerResponse, asset: Asset, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    response.setHeader('Content-Type', asset.mimeType);
    response.setHeader('Content-Disposition', contentDisposition(asset.filename ?? asset.id));
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
    );
    response.setHeader('Cross-Origin-Resource-Policy', 'same-site');
    response.setHeader('ETag', `"${asset.sha256}"`);
    response.on('close', resolve);
    send(request, `/${encodeURIComponent(basename(path))}`, {
      root: dirname(path),
      dotfiles: 'allow',
      index: false,
      immutable: true,
      maxAge: '1y',
    })
      .on('error', (error: { status?: number }) => {
        if (error.status === 416) response.writeHead(416, { 'Content-Range': `bytes */${asset.bytes}` }).end();
        else
          reject(
            new GenesisError('ASSET_NOT_FOUND', `the file of asset ${asset.id} is gone`, { field: 'id', cause: error }),
          );
      })
      .pipe(response);
  });
}

/** PUT /assets/SHA256[?filename=NAME]: the body is the file. */
async function putAsset(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  sha256: string,
  services: Services,
  maxBytes: number,
) {
  if (!/^[0-9a-f]{64}$/.test(sha256)) {
    throw new GenesisError('INPUT_INVALID', 'the path must end in the SHA-256 of the content', {
      field: 'sha256',
      accepted: '64 lower-case hexadecimal digits',
    });
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const asset = await services.assets.ingest(limited(request, maxBytes), {
    filename: url.searchParams.get('filename') ?? undefined,
    expectedSha256: sha256,
  });
  sendJson(response, 200, {
    id: encodeId('Asset', asset.id),
    kind: asset.kind,
    mimeType: asset.mimeType,
    sha256: asset.sha256,
    bytes: asset.bytes,
    url: `/assets/${encodeURIComponent(asset.id)}`,
  });
}

/** Answers everything below /assets/. */
export async function handleAsset(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  services: Services,
  config: Pick<ServerConfig, 'GENESIS_MAX_UPLOAD'>,
): Promise<void> {
  let name: string;
  try {
    name = decodeURIComponent(url.pathname.slice('/assets/'.length));
  } catch (cause) {
    throw new GenesisError('INPUT_INVALID', 'the path is not percent-encoded UTF-8', { field: 'id', cause });
  }
  if (request.method === 'PUT') {
    await putAsset(request, response, url, name, services, config.GENESIS_MAX_UPLOAD);
  } else if (request.method === 'GET' || request.method === 'HEAD') {
    const asset = services.assets.find(name);
    await sendAsset(request, response, asset, services.assets.path(asset));
  } else {
    response.setHeader('Allow', 'GET, HEAD, PUT');
    sendError(response, 405, { code: 'INPUT_INVALID', message: 'assets take GET, HEAD and PUT' });
  }
}
