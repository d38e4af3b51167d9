import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { type MultipartLimits, readMultipart } from './multipart.ts';

/** Reads a body to its end even when it is too long: ending it early would reset the connection before the answer. */
async function readJson(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<GraphQLParams> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes <= maxBytes) chunks.push(chunk);
  }
  if (bytes > maxBytes) {
    throw new GraphQLError(`the request body is longer than ${maxBytes} bytes`, {
      extensions: { code: 'INPUT_INVALID', http: { status: 413 } },
    });
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString()) as GraphQLParams;
  } catch {
    throw new GraphQLError('the request body is not JSON', {
      extensions: { code: 'INPUT_INVALID', http: { status: 400 } },
    });
  }
}

/**
 * How POST bodies become operations: JSON within a limit, or multipart with a streamed file. Other content types, which
 * a foreign page's form could send, are refused with 415.
 */
export function useRequestBodies(limits: MultipartLimits): Plugin {
  const discards = new WeakMap<Request, () => void>();
  return {
    onRequestParse({ request, setRequestParser, endResponse, fetchAPI }) {
      if (request.method !== 'POST') return;
      const contentType = request.headers.get('content-type') ?? '';
      // The DOM's types do not know that a ReadableStream can be iterated.
      const body = request.body as unknown as AsyncIterable<Uint8Array> | null;
      if (/^application\/json\b/i.test(contentType)) {
        setRequestParser(() => readJson(body, limits.fieldBytes));
      } else if (/^multipart\/form-data\b/i.test(contentType) && body) {
        setRequestParser(async () => {
          const { operations, discard } = await readMultipart(body, contentType, limits);
          discards.set(request, discard);
          return operations;
        });
      } else {
        endResponse(new fetchAPI.Response('send application/json or multipart/form-data\n', { status: 415 }));
      }
    },
    onResultProcess({ request }) {
      discards.get(request)?.();
    },
  };
}
