import { GenesisError } from './genesis-error.ts';

export interface OutOfMemoryDetail {
  /** Id of the network that was being loaded or run; null when it was the pipeline itself. */
  readonly network: string | null;
  /** Bytes of the request that was refused, where the failure names them. */
  readonly requestedBytes: number | null;
  readonly cause?: unknown;
}

/** A memory limit of the machine, of a device or of this server was reached. Always OUT_OF_MEMORY. */
export class OutOfMemoryError extends GenesisError {
  readonly network: string | null;
  readonly requestedBytes: number | null;

  constructor(message: string, { network, requestedBytes, cause }: OutOfMemoryDetail) {
    super('OUT_OF_MEMORY', message, { cause });
    this.network = network;
    this.requestedBytes = requestedBytes;
  }
}
