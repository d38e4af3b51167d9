import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { ServerConfig } from '../config.ts';
import type { Services } from '../services/services.ts';
import { handleAsset } from './assets.ts';
import { cors } from './cors.ts';
import { CHALLENGE, refuse } from './guard.ts';
import { linger } from './linger.ts';
import { handlePreview, PREVIEWS } from './previews.ts';
import { sendError, sendFailure, sendJson } from './respond.ts';
import { handleStudio } from './studio.ts';
import { handleThumbnail } from './thumbnails.ts';
import { parseUrl } from './url.ts';
import { createApi } from './yoga.ts';

/** Routes requests: guard, CORS, then /graphql, /assets/, /thumbnails/, /health or the page. */
export function createListener(services: Services, config: ServerConfig, log: Logger): RequestListener {
  const api = createApi(services, config, log);

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (cors(request, response, config)) return;
    const refusal = refuse(request.headers, request.socket.remoteAddress ?? '', config);
    if (refusal) {
      log.warn({ peer: request.socket.remoteAddress, reason: refusal.message }, 'request refused');
      if (refusal.status === 401) response.setHeader('WWW-Authenticate', CHALLENGE);
      sendError(response, refusal.status, refusal);
      return;
    }
    const url = parseUrl(request.url ?? '/', 'http://localhost');
    if (url?.pathname === '/graphql') await api(request, response);
    else if (url?.pathname.startsWith('/assets/')) await handleAsset(request, response, url, services, config);
    else if (url?.pathname.startsWith(PREVIEWS)) handlePreview(request, response, url, services);
    else if (url?.pathname.startsWith('/thumbnails/'))
      await handleThumbnail(request, response, url.pathname.slice('/thumbnails/'.length), services);
    else if (url?.pathname === '/health') sendJson(response, 200, { status: 'ok' });
    else if (url && (await handleStudio(request, response, url))) return;
    else sendError(response, 404, { code: 'INPUT_INVALID', message: 'there are /graphql, /assets/ID and /health' });
  };

  return (request, response) => {
    const { socket } = request;
    route(request, response)
      .catch((error: unknown) => sendFailure(response, error, log))
      .finally(() => linger(request, response, socket));
  };
}
