const SEI = 6;

/**
 * An H.264 packet (NAL units after their 4-byte lengths) without its SEI units. The encoder's one names its thread
 * count, which would make equal pictures from different machines unequal files.
 * Source: ISO/IEC 14496-10, 7.3.1 and table 7-1.
 */
export function withoutSei(packet: Uint8Array): Uint8Array {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const kept: Uint8Array[] = [];
  for (let at = 0; at + 4 < packet.length; ) {
    const end = at + 4 + view.getUint32(at);
    if ((packet[at + 4]! & 0x1f) !== SEI) kept.push(packet.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}
