import { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import { GraphQLError } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { tooLarge } from './limit.ts';
import { Upload } from './upload.ts';

export interface MultipartLimits {
  /** Bytes of the `operations` field, and of `map`. */
  readonly fieldBytes: number;
  /** Bytes of the file. */
  readonly fileBytes: number;
}

export interface MultipartRequest {
  readonly operations: GraphQLParams;
  /** Lets the rest of an unread file flow away. */
  discard(): void;
  /** Whether the file was too large. */
  refused(): boolean;
}

/** Bytes of the headers and boundaries between the parts, at the most. */
const FRAME_BYTES = 64 * 1024;

const malformed = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'INPUT_INVALID', http: { status: 400 } } });

/** The client has gone away in the middle, or its body ends before its last boundary: nothing for the log. */
const cutOff = () =>
  new GenesisError('ASSET_UNREADABLE', 'file: the upload was cut off', {
    field: 'file',
    accepted: 'a whole multipart body',
  });

/** The bytes of a file; what the parser says of its end is said as ours. */
async function* contentOf(file: Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* file as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw error instanceof GenesisError ? error : cutOff();
  }
}

/** Puts the upload into the operation's variables at a path such as `variables.file`. */
function place(operations: GraphQLParams, path: string, upload: Upload): void {
  const keys = path.split('.');
  const last = keys.pop();
  let target: unknown = operations;
  for (const key of keys) {
    target =
      typeof target === 'object' && target !== null && Object.hasOwn(target, key)
        ? Reflect.get(target, key)
        : undefined;
  }
  if (
    keys[0] !== 'variables' ||
    last === undefined ||
    typeof target !== 'object' ||
    target === null ||
    !Object.hasOwn(target, last)
  ) {
    throw malformed(`map names ${JSON.stringify(path)}, which is not in operations`);
  }
  Reflect.set(target, last, upload);
}

function parseObject(fields: ReadonlyMap<string, string>, name: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(fields.get(name) ?? '');
  } catch {
    throw malformed(`the form field "${name}" must come before the file and hold JSON`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw malformed(`"${name}" must be a JSON object`);
  return parsed as Record<string, unknown>;
}

/**
 * Reads a GraphQL multipart request (jaydenseric/graphql-multipart-request-spec) up to the start of its file, which then
 * streams through the operation's variable: nothing of it is held in memory. One file per request. A file that is too large
 * fails where it is read: at once where the length of the body tells, else as soon as it has passed the limit.
 * @param length of the body in bytes, where the caller says it
 * @returns the operation, and what is to be asked when it is done
 */
export function readMultipart(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  limits: MultipartLimits,
  length = 0,
): Promise<MultipartRequest> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string>();
    const source = Readable.from(body, { objectMode: false });
    let file: Readable | undefined;
    let parser: InstanceType<typeof Busboy>;
    try {
      parser = new Busboy({
        headers: { 'content-type': contentType },
        limits: { fields: 2, files: 1, fieldSize: limits.fieldBytes, fileSize: limits.fileBytes },
      });
    } catch (error) {
      reject(malformed(`not a multipart body: ${(error as Error).message}`));
      return;
    }

    let placed = false;
    const fail = (error: Error) => {
      source.unpipe(parser);
      source.resume();
      // Before the file has a reader, the error goes to the caller of this function and not through the file.
      if (placed) file?.destroy(error);
      else file?.resume();
      reject(error);
    };

    parser.on('field', (name, value, _nameTruncated, truncated) => {
      if (truncated) fail(malformed(`the form field "${name}" is longer than ${limits.fieldBytes} bytes`));
      else fields.set(name, value);
    });
    parser.on('file', (name, stream, filename) => {
      file = stream;
      // Who reads the file gets the error; where nobody does, it must not end the process.
      stream.on('error', () => {});
      stream.on('limit', () => fail(tooLarge(limits.fileBytes)));
      try {
        const operations = parseObject(fields, 'operations') as GraphQLParams;
        const paths = parseObject(fields, 'map')[name];
        if (!Array.isArray(paths) || paths.length !== 1)
          throw malformed(`map must name one variable for the file "${name}"`);
        place(operations, String(paths[0]), new Upload(filename, contentOf(stream)));
        placed = true;
        resolve({
          operations,
          discard: () => void (stream.destroyed || stream.resume()),
          refused: () => stream.errored instanceof GenesisError && stream.errored.code === 'ASSET_TOO_LARGE',
        });
        if (length > limits.fileBytes + 2 * limits.fieldBytes + FRAME_BYTES) fail(tooLarge(limits.fileBytes));
      } catch (error) {
        fail(error as Error);
      }
    });
    parser.on('filesLimit', () => fail(malformed('one file per request')));
    parser.on('error', (error) => fail(malformed(`not a multipart body: ${(error as Error).message}`)));
    parser.on('finish', () => fail(malformed('the request has no file')));
    source.on('error', () => fail(cutOff()));
    source.pipe(parser);
  });
}
