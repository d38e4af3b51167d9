import { Readable } from 'node:stream';
import { GraphQLError } from 'graphql';
import { type GraphQLParams, isAsyncIterable, type Plugin } from 'graphql-yoga';
import { type MultipartLimits, type MultipartRequest, readMultipart } from './multipart.ts';

/** Lets the rest of a body flow away, until the connection ends: without that, the caller would not read the answer. */
async function drain(body: AsyncIterator<Uint8Array>): Promise<void> {
  try {
    while (!(await body.next()).done);
  } catch {
    // The caller has gone away.
  }
}

/** The caller has gone away in the middle: nothing for the log. */
const cutOff = (): never => {
  throw new GraphQLError('the request body was cut off', {
    extensions: { code: 'INPUT_INVALID', http: { status: 400 } },
  });
};

async function readJson(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<GraphQLParams> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Not `for await`: leaving that would end the connection before the answer.
  const pieces = body[Symbol.asyncIterator]();
  const next = () => pieces.next().catch(cutOff);
  for (let piece = await next(); !piece.done; piece = await next()) {
    bytes += piece.value.byteLength;
    if (bytes > maxBytes) {
      void drain(pieces);
      throw new GraphQLError(`the request body is longer than ${maxBytes} bytes`, {
        extensions: { code: 'INPUT_INVALID', http: { status: 413 } },
      });
    }
    chunks.push(piece.value);
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
  const requests = new WeakMap<Request, MultipartRequest>();
  return {
    onRequestParse({ request, setRequestParser, endResponse, fetchAPI }) {
      if (request.method !== 'POST') return;
      const contentType = request.headers.get('content-type') ?? '';
      // The DOM's types do not know that a ReadableStream can be iterated.
      const body = request.body as unknown as AsyncIterable<Uint8Array> | null;
      if (/^application\/json\b/i.test(contentType)) {
        setRequestParser(() => readJson(body ?? Readable.from([]), limits.fieldBytes));
      } else if (/^multipart\/form-data\b/i.test(contentType) && body) {
        setRequestParser(async () => {
          const length = Number(request.headers.get('content-length') ?? 0);
          const multipart = await readMultipart(body, contentType, limits, length);
          requests.set(request, multipart);
          return multipart.operations;
        });
      } else {
        endResponse(new fetchAPI.Response('send application/json or multipart/form-data\n', { status: 415 }));
      }
    },
    onResultProcess({ request, result, setResult }) {
      const multipart = requests.get(request);
      multipart?.discard();
      // Clients go on sending after any answer that is no failure.
      if (multipart?.refused() && !isAsyncIterable(result) && !Array.isArray(result))
        setResult({ ...result, extensions: { ...result.extensions, http: { status: 413 } } });
    },
  };
}
