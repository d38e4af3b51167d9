import type { EncodedPacket } from 'mediabunny';

/** Encoded packets of a track in decoding order, each with what its muxer wants to know of the codec. */
export type Packets<Meta> = AsyncGenerator<
  { readonly packet: EncodedPacket; readonly meta: Meta | undefined },
  void,
  undefined
>;
