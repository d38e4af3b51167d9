import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { ErrorCode } from '../../../core/errors/catalogue.ts';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { ServerConfig } from '../config.ts';
import { parseUrl } from './url.ts';

/** Browsers send a request with this header to a foreign origin only after asking that origin (CORS preflight). */
export const PREFLIGHT_HEADER = 'apollo-require-preflight';

export interface Refusal {
  readonly status: 401 | 403;
  readonly code: ErrorCode;
  readonly message: string;
}

type GuardConfig = Pick<ServerConfig, 'GENESIS_API_KEY' | 'GENESIS_CORS_ORIGINS'>;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether an address is this machine's own (IPv4 in IPv6 included). */
function isLoopbackAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Whether a host name, without port, always means this machine. */
function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || isLoopbackAddress(name.replace(/^\[(.*)\]$/, '$1'));
}

function hostName(host: string | undefined): string {
  return parseUrl(`http://${host ?? ''}`)?.hostname ?? '';
}

/** Any of these says that somebody else sent the request on. */
const PROXY_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/**
 * A request is local when it comes from this machine, names this machine and went through no proxy. Everything else
 * needs the key: a page that rebinds its DNS name to 127.0.0.1 comes from this machine too, under its own name.
 */
function isLocal(headers: IncomingHttpHeaders, peer: string): boolean {
  return (
    isLoopbackAddress(peer) &&
    isLoopbackName(hostName(headers.host)) &&
    !PROXY_HEADERS.some((name) => headers[name] !== undefined)
  );
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** What a browser is asked with, so that the page and everything that it loads come with the key. */
export const CHALLENGE = 'Basic realm="Genesis: any name, and the API key as password", charset="UTF-8"';

/** The key of `Bearer KEY`, or of `Basic` as its password, whatever the name. */
function keyOf(authorization: string): string | undefined {
  const [, scheme, value] = /^(Bearer|Basic) (.+)$/i.exec(authorization) ?? [];
  if (scheme === undefined || value === undefined) return undefined;
  if (scheme.toLowerCase() === 'bearer') return value;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : undefined;
}

function carriesKey(headers: IncomingHttpHeaders, key: string): boolean {
  const given = keyOf(headers.authorization ?? '');
  return given !== undefined && timingSafeEqual(digest(given), digest(key));
}

/** Whether a browser's page on `origin` may call. */
function originAllowed(origin: string, host: string | undefined, config: GuardConfig): boolean {
  return parseUrl(origin)?.host === host || config.GENESIS_CORS_ORIGINS.includes(origin);
}

/**
 * Decides about a request before anything of its body is read.
 * @param peer remote address of the connection
 * @returns null to go on
 */
export function refuse(headers: IncomingHttpHeaders, peer: string, config: GuardConfig): Refusal | null {
  if (!isLocal(headers, peer)) {
    if (config.GENESIS_API_KEY === undefined) {
      return { status: 403, code: 'FORBIDDEN', message: 'this server answers to local names only, such as localhost' };
    }
    if (!carriesKey(headers, config.GENESIS_API_KEY)) {
      return { status: 401, code: 'UNAUTHORIZED', message: 'send the API key: Authorization: Bearer KEY' };
    }
  }
  if (headers.origin !== undefined && !originAllowed(headers.origin, headers.host, config)) {
    return {
      status: 403,
      code: 'FORBIDDEN',
      message: `pages on ${headers.origin} may not call; see GENESIS_CORS_ORIGINS`,
    };
  }
  const simpleForm = /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');
  if (simpleForm && headers[PREFLIGHT_HEADER] === undefined) {
    return { status: 403, code: 'FORBIDDEN', message: `a multipart request needs the header ${PREFLIGHT_HEADER}: 1` };
  }
  return null;
}

/** @throws GenesisError INPUT_INVALID when the server would be open to other hosts without a key */
export function checkBind(config: Pick<ServerConfig, 'GENESIS_HOST' | 'GENESIS_API_KEY'>): void {
  if (isLoopbackName(config.GENESIS_HOST) || config.GENESIS_API_KEY !== undefined) return;
  throw new GenesisError(
    'INPUT_INVALID',
    `GENESIS_HOST=${config.GENESIS_HOST} opens the server to other hosts, but there is no key`,
    {
      field: 'GENESIS_API_KEY',
      accepted: 'a key of at least 16 characters, or GENESIS_HOST=127.0.0.1',
    },
  );
}
