import { createYoga, type GraphiQLOptions } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { ServerConfig } from '../config.ts';
import type { ApiContext } from '../schema/builder.ts';
import { schema } from '../schema/index.ts';
import type { Services } from '../services/services.ts';
import { limitDocuments } from './document-limits.ts';
import { createMask } from './masking.ts';
import { useRequestBodies } from './request-bodies.ts';

/** Bytes of an operation with its variables. */
const MAX_JSON_BYTES = 1024 * 1024;

/** The GraphQL endpoint as a fetch-like function, independent of any socket. */
export function createApi(services: Services, config: ServerConfig, log: Logger) {
  let renderGraphiQL: ((options?: GraphiQLOptions) => string) | undefined;
  return createYoga<object, ApiContext>({
    schema,
    context: ({ request }) => ({ services, config, request }),
    plugins: [limitDocuments, useRequestBodies({ fieldBytes: MAX_JSON_BYTES, fileBytes: config.GENESIS_MAX_UPLOAD })],
    maskedErrors: { maskError: createMask(log, config) },
    // Masking logs unexpected errors; Yoga would log them, and expected ones, a second time.
    logging: { debug: () => {}, info: () => {}, warn: (...args) => log.warn(args), error: () => {} },
    // The page with all its scripts comes from a package: no other host is asked. 9 MB, so loaded when first wanted.
    graphiql: async () => {
      renderGraphiQL ??= (await import('@graphql-yoga/render-graphiql')).renderGraphiQL;
      return { title: 'Genesis' };
    },
    renderGraphiQL: (options) => renderGraphiQL!(options),
    landingPage: false,
    multipart: false,
    maxRequestBodySize: false,
    cors: false,
  });
}
