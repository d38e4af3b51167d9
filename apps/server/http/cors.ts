import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServerConfig } from '../config.ts';
import { PREFLIGHT_HEADER } from './guard.ts';

/**
 * Sets the CORS headers for the configured origins and answers their preflights; any other origin gets none.
 * @returns true when the response has been sent
 */
export function cors(request: IncomingMessage, response: ServerResponse, config: ServerConfig): boolean {
  const { origin } = request.headers;
  if (origin === undefined || !config.GENESIS_CORS_ORIGINS.includes(origin)) return false;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Vary', 'Origin');
  if (request.method !== 'OPTIONS') return false;
  response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT');
  response.setHeader('Access-Control-Allow-Headers', `authorization, content-type, range, ${PREFLIGHT_HEADER}`);
  response.setHeader('Access-Control-Max-Age', '600');
  response.writeHead(204).end();
  return true;
}
