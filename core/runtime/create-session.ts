import * as ort from 'onnxruntime-node';
import type { ProviderSession } from '../plugin-api/execution-provider.ts';

/** onnxruntime resolves external data inside one folder; '/' reaches every file of the machine. */
const EXTERNAL_DATA_FOLDER = '/';

/** @param outputs where outputs are left; null: where the provider leaves them (host memory) */
export function createSession(
  model: Uint8Array,
  provider: ProviderSession,
  outputs: 'cpu' | 'gpu-buffer' | null,
): Promise<ort.InferenceSession> {
  const { extra, ...options } = provider.sessionOptions as { extra?: Record<string, unknown> };
  return ort.InferenceSession.create(model, {
    logSeverityLevel: 3,
    ...options,
    ...(outputs ? { preferredOutputLocation: outputs } : {}),
    executionProviders: provider.executionProviders as ort.InferenceSession.ExecutionProviderConfig[],
    extra: { ...extra, 'session.model_external_initializers_file_folder_path': EXTERNAL_DATA_FOLDER },
  });
}
