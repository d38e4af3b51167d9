/** Chunks of an animated WebP file. Source: Google, WebP Container Specification. Numbers are little-endian. */

const RIFF_HEADER_BYTES = 12;
export const CHUNK_HEADER_BYTES = 8;
/** Bytes before the first frame: RIFF header, VP8X and ANIM chunks. */
export const FRAMES_START = RIFF_HEADER_BYTES + (CHUNK_HEADER_BYTES + 10) + (CHUNK_HEADER_BYTES + 6);
const ANIMATION_FLAG = 0x02;
const XMP_FLAG = 0x04;
/** Frame control: the frame overwrites what is below it. */
const DO_NOT_BLEND = 0x02;

/** A chunk with its header, padded to an even length. */
export function chunk(type: string, payload: Uint8Array): Buffer {
  const out = Buffer.alloc(CHUNK_HEADER_BYTES + payload.length + (payload.length & 1));
  out.write(type, 0, 'latin1');
  out.writeUInt32LE(payload.length, 4);
  out.set(payload, CHUNK_HEADER_BYTES);
  return out;
}

/** The beginning of a file that loops forever, up to its first frame. `fileBytes` is the size of the whole file. */
export function animationHeader(width: number, height: number, fileBytes: number, hasXmp: boolean): Buffer {
  const riff = Buffer.alloc(RIFF_HEADER_BYTES);
  riff.write('RIFF', 0, 'latin1');
  riff.writeUInt32LE(fileBytes - 8, 4);
  riff.write('WEBP', 8, 'latin1');
  const canvas = Buffer.alloc(10);
  canvas[0] = ANIMATION_FLAG | (hasXmp ? XMP_FLAG : 0);
  canvas.writeUIntLE(width - 1, 4, 3);
  canvas.writeUIntLE(height - 1, 7, 3);
  const background = Buffer.from([255, 255, 255, 255, 0, 0]);
  return Buffer.concat([riff, chunk('VP8X', canvas), chunk('ANIM', background)]);
}

/** A still WebP file as a frame that fills the canvas and is shown for `milliseconds`. */
export function frameChunk(still: Uint8Array, width: number, height: number, milliseconds: number): Buffer {
  const control = Buffer.alloc(16);
  control.writeUIntLE(width - 1, 6, 3);
  control.writeUIntLE(height - 1, 9, 3);
  control.writeUIntLE(milliseconds, 12, 3);
  control[15] = DO_NOT_BLEND;
  return chunk('ANMF', Buffer.concat([control, still.subarray(RIFF_HEADER_BYTES)]));
}

/** Changes how long a frame made by `frameChunk` is shown. */
export function setFrameDuration(frame: Buffer, milliseconds: number): void {
  frame.writeUIntLE(milliseconds, CHUNK_HEADER_BYTES + 12, 3);
}

/** Metadata as an XMP packet whose description is its JSON. */
export function xmpChunk(metadata: Readonly<Record<string, string>>): Buffer {
  const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  const json = JSON.stringify(metadata).replace(/[&<>]/g, (character) => escapes[character]!);
  return chunk(
    'XMP ',
    Buffer.from(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>' +
        `<rdf:li xml:lang="x-default">${json}</rdf:li>` +
        '</rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>',
    ),
  );
}
