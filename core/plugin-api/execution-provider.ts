import type { Lowering } from './lowering.ts';
import type { NetworkRole } from './network.ts';
import type { Contribution } from './plugin.ts';

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

export interface ExecutionProvider {
  readonly lowering: Lowering;
  /** For roles that need another arithmetic than `lowering` has. */
  readonly lowerings?: Readonly<Partial<Record<NetworkRole, Lowering>>>;
  session(settings: { readonly threads: number; readonly leanMemory: boolean }): ProviderSession;
}

export interface ExecutionProviderContribution<Options = unknown>
  extends Contribution<'execution-provider', Options, ExecutionProvider> {
  /** null when it can run here, else why not. */
  unavailable(): Promise<string | null>;
}
