import type { ProviderSession } from '../plugin-api/execution-provider.ts';
import type { GraphCall, GraphSet } from '../plugin-api/graph.ts';
import type { Tensor } from '../plugin-api/tensor.ts';

/** Sent to a network host; each is answered by a reply with the same id. */
export type HostRequest = { readonly id: number } & (
  | {
      readonly type: 'load';
      readonly graphs: GraphSet;
      readonly provider: ProviderSession;
      readonly prefetchBlocks: number;
    }
  | { readonly type: 'call'; readonly call: GraphCall }
  | { readonly type: 'drop'; readonly names: readonly string[] }
);

export type HostReply = { readonly id: number } & (
  | {
      readonly ok: true;
      readonly tensors: Record<string, Tensor>;
      /** Seconds that calls have waited for sessions, all of them together. */
      readonly loadSeconds: number;
    }
  | { readonly ok: false; readonly message: string }
);
