import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { PARITY_DTYPES } from '../parity/dtypes.ts';
import type { ParityForm } from '../parity/forms.ts';
import { RealServer } from '../support/real-server.ts';
import { writeTinySet } from '../support/synthetic/tiny-set.ts';
import { STORAGES } from '../support/synthetic/write-checkpoint.ts';
import { SHORT, talk } from '../support/talk.ts';

/** The tiny networks with the demo tokenizer's vocabulary. */
const FITTING = { umt5: { vocab: 1200 } };
/** One window in two steps. */
const REQUEST = { ...SHORT, maxFrames: 17, width: 128, height: 128 };

/** What a whole generation with a model set in some form made. */
export interface FormResult {
  readonly frames: number;
  /** SHA-256 of the video. */
  readonly sha256: string;
  readonly warnings: readonly string[];
}

export const formName = ({ dialect, container, dtype }: ParityForm): string => `${dialect}-${container}-${dtype}`;

/** A real server whose model sets are written when they are asked for. */
export class FormServer {
  readonly #models: string;
  readonly #server: RealServer;

  private constructor(models: string, server: RealServer) {
    this.#models = models;
    this.#server = server;
  }

  static async launch(): Promise<FormServer> {
    const models = await mkdtemp(join(tmpdir(), 'genesis-forms-'));
    return new FormServer(models, await RealServer.launch({ GENESIS_MODELS: models, GENESIS_CACHE: 'off' }));
  }

  /** From the request at the API to the finished video. @throws ApiError, GenerationFailed */
  async run(form: ParityForm): Promise<FormResult> {
    const { storage, precision } = PARITY_DTYPES[form.dtype ?? 'f32']!;
    const model = formName(form);
    const written = { dialect: form.dialect, container: form.container, storage: STORAGES[storage ?? 'F32']! };
    await writeTinySet(join(this.#models, model), join(PACKAGE_ROOT, 'models', 'demo'), FITTING, written);
    const chosen = precision === null ? {} : { precision: { id: precision } };
    const { run, events, video } = await talk(this.#server.client, 1, {
      ...REQUEST,
      ...chosen,
      model,
      output: { id: 'webp', options: { lossless: true } },
    });
    const warnings = events.flatMap((event) =>
      event.__typename === 'Log' && event.level === 'WARN' ? [event.message] : [],
    );
    await rm(join(this.#models, model), { recursive: true });
    const sha256 = createHash('sha256').update(picturesOf(video)).digest('hex');
    return { frames: run.result?.frames ?? 0, sha256, warnings };
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await rm(this.#models, { recursive: true, force: true });
  }
}

/** The chunks of a WebP file without the settings embedded at its end. */
function picturesOf(video: Uint8Array): Uint8Array {
  const settings = Buffer.from(video.buffer, video.byteOffset, video.byteLength).lastIndexOf('XMP ');
  return video.subarray(12, settings < 0 ? video.length : settings);
}
