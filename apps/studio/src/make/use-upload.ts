import { useState } from 'react';
import type { Failure } from '../api/failure.ts';
import { type Asset, uploadFile } from '../api/upload.ts';

export interface UploadState {
  /** Part sent, 0..1; null while nothing is being sent. */
  readonly progress: number | null;
  readonly failure: Failure | null;
  send(file: Blob, filename: string): Promise<Asset | null>;
  fail(message: string): void;
}

/** One upload at a time, with its progress and what went wrong. */
export function useUpload(): UploadState {
  const [progress, setProgress] = useState<number | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  return {
    progress,
    failure,
    fail: (message) => setFailure({ code: 'ASSET_KIND', message, field: 'file', accepted: null }),
    send: async (file, filename) => {
      setFailure(null);
      setProgress(0);
      const { asset, failure: problem } = await uploadFile(file, filename, setProgress);
      setProgress(null);
      setFailure(problem);
      return asset;
    },
  };
}
