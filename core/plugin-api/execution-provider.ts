import type { Lowering } from './lowering.ts';
import type { NetworkRole } from './network.ts';
import type { Contribution, Unavailability } from './plugin.ts';

/** Session options of one provider, in onnxruntime's terms; plain data, so that it can be sent to a host process. */
export interface ProviderSession {
  readonly executionProviders: readonly (string | Readonly<Record<string, unknown>>)[];
  /** Extra onnxruntime session options (`enableCpuMemArena`, `extra`, ...). */
  readonly sessionOptions: Readonly<Record<string, unknown>>;
  /** Whether kept values can stay on the device. */
  readonly deviceValues: boolean;
  /** Environment variables that the host process of the sessions needs. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** What the sessions of a network are to be made for. */
export interface SessionRequest {
  readonly threads: number;
  /** Memory counts more than time: the network is let go of after its stage. */
  readonly leanMemory: boolean;
  /** Absent: not known. */
  readonly network?: {
    readonly role: NetworkRole;
    /** Of its checkpoint's files. */
    readonly bytes: number;
  };
}

export interface ExecutionProvider {
  readonly lowering: Lowering;
  /** For roles that need another arithmetic than `lowering` has. */
  readonly lowerings?: Readonly<Partial<Record<NetworkRole, Lowering>>>;
  session(request: SessionRequest): ProviderSession;
}

export interface ExecutionProviderContribution<Options = unknown>
  extends Contribution<'execution-provider', Options, ExecutionProvider> {
  /** null when it can run here, else why not. */
  unavailable(): Promise<string | Unavailability | null>;
}
