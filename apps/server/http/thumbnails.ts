import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Services } from '../services/services.ts';
import { sendError } from './respond.ts';

/** GET and HEAD /thumbnails/ID: a small WebP picture of an image or video asset. The content of an id never changes. */
export async function handleThumbnail(
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  services: Services,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    sendError(response, 405, { code: 'INPUT_INVALID', message: 'thumbnails take GET and HEAD' });
    return;
  }
  const path = await services.assets.thumbnail(services.assets.find(id));
  response.writeHead(200, {
    'Content-Type': 'image/webp',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-site',
    'Cache-Control': 'private, max-age=31536000, immutable',
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(path), response);
}
