import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import send from 'send';
import { PACKAGE_ROOT } from '../config.ts';

/** What `npm run setup` builds of apps/studio. */
const STUDIO = join(PACKAGE_ROOT, 'dist', 'studio');
/** Files whose names carry a hash of their content. */
const HASHED = '/studio/';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wav': 'audio/wav',
};

/** The page talks to this server only, and nothing may frame it or inject into it. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    "connect-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

async function sendPage(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const nonce = randomBytes(16).toString('base64');
  const page = (await readFile(join(STUDIO, 'index.html'), 'utf8')).replaceAll('%NONCE%', nonce);
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(page),
    'Content-Security-Policy': policy(nonce),
    'Permissions-Policy': 'microphone=(self), camera=(), geolocation=()',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-cache',
  });
  response.end(request.method === 'HEAD' ? undefined : page);
}

/** A file of the page, in the best encoding that was made of it at build time. */
function sendFile(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const encoding = (['br', 'gzip'] as const).find((name) => new RegExp(`\\b${name}\\b`).test(accepted));
  const suffix = encoding === 'br' ? '.br' : encoding === 'gzip' ? '.gz' : '';
  const encoded = suffix !== '' && existsSync(join(STUDIO, pathname + suffix));
  const hashed = pathname.startsWith(HASHED);
  return new Promise((resolve, reject) => {
    response.setHeader('Content-Type', TYPES[extname(pathname)] ?? 'application/octet-stream');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Vary', 'Accept-Encoding');
    if (encoded) response.setHeader('Content-Encoding', encoding!);
    response.on('close', resolve);
    send(request, encoded ? pathname + suffix : pathname, {
      root: STUDIO,
      index: false,
      immutable: hashed,
      maxAge: hashed ? '1y' : 0,
    })
      .on('error', reject)
      .pipe(response);
  });
}

/**
 * Answers requests for the page: `/` and every path below it without an extension (the page shows what it stands for),
 * and the files that the page loads.
 * @returns false when the path is none of them, or the page has not been built
 */
export async function handleStudio(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  // Names of the page's files need no escapes; what has any is none of them.
  const pathname = normalize(url.pathname).replaceAll('\\', '/');
  if (TYPES[extname(pathname)] && existsSync(join(STUDIO, pathname))) {
    await sendFile(request, response, pathname);
    return true;
  }
  const asksForPage = /\btext\/html\b/.test(request.headers.accept ?? '');
  if (!asksForPage || extname(pathname) !== '' || !existsSync(join(STUDIO, 'index.html'))) return false;
  await sendPage(request, response);
  return true;
}
