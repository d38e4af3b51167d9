import { GenesisError } from '../../../core/errors/genesis-error.ts';

/** Passes chunks on. @throws GenesisError ASSET_TOO_LARGE as soon as they are more than `maxBytes` together */
export async function* limited(
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    yield chunk;
  }
}

/** The error for an upload over the limit. */
export function tooLarge(maxBytes: number): GenesisError {
  return new GenesisError('ASSET_TOO_LARGE', `the upload is over the limit of ${maxBytes} bytes`, {
    field: 'file',
    accepted: `at most ${maxBytes} bytes (GENESIS_MAX_UPLOAD)`,
  });
}
