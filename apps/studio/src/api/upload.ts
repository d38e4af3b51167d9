import { stringifyDocument } from 'urql';
import { ENDPOINT } from './client.ts';
import { type Failure, failureOf } from './failure.ts';
import { UploadAsset, type UploadAssetMutation } from './generated/make.ts';
import type { AssetFieldsFragment } from './generated/shared.ts';

export type Asset = AssetFieldsFragment;

export type Upload =
  | { readonly asset: Asset; readonly failure: null }
  | { readonly asset: null; readonly failure: Failure };

const refused = (code: string, message: string): Upload => ({
  asset: null,
  failure: { code, message, field: 'file', accepted: null },
});

function read(request: XMLHttpRequest): Upload {
  const { data, errors } = JSON.parse(request.responseText) as {
    data?: UploadAssetMutation | null;
    errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
  };
  const error = errors?.[0];
  if (error) return refused(error.extensions?.code ?? 'INTERNAL', error.message);
  const result = data!.uploadAsset;
  const failure = failureOf(result);
  if (failure) return { asset: null, failure };
  return { asset: (result as Extract<typeof result, { readonly asset: unknown }>).asset, failure: null };
}

/**
 * Sends a file as the GraphQL multipart request specification wants it.
 * @param signal calls it back, whatever comes of it then
 * @param onProgress part of the bytes that has been sent, 0..1: `fetch` cannot tell, so this is an XMLHttpRequest
 */
export function uploadFile(
  file: Blob,
  filename: string,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Upload> {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: stringifyDocument(UploadAsset), variables: { file: null } }));
  form.set('map', JSON.stringify({ 0: ['variables.file'] }));
  form.set('0', file, filename);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      try {
        resolve(read(request));
      } catch {
        resolve(refused('INTERNAL', `HTTP ${request.status}`));
      }
    };
    request.onerror = () => resolve(refused('NETWORK', 'the connection was lost'));
    request.onabort = () => resolve(refused('CANCELLED', 'it was called back'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.open('POST', ENDPOINT);
    // The server takes a form only from pages that had to ask first.
    request.setRequestHeader('apollo-require-preflight', '1');
    request.send(form);
  });
}
