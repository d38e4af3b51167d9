import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodeId } from '../schema/ids.ts';
import type { Services } from '../services/services.ts';
import { sendError } from './respond.ts';

export const PREVIEWS = '/previews/';

/** GET /previews/GENERATION: the latest picture of what is being sampled; changes with every step. */
export function handlePreview(request: IncomingMessage, response: ServerResponse, url: URL, services: Services): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    sendError(response, 405, { code: 'INPUT_INVALID', message: 'previews take GET and HEAD' });
    return;
  }
  const image = services.previews.find(decodeId('Generation', url.pathname.slice(PREVIEWS.length), 'id'));
  response.writeHead(200, {
    'Content-Type': 'image/webp',
    'Content-Length': image.length,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-site',
  });
  response.end(request.method === 'HEAD' ? undefined : image);
}
