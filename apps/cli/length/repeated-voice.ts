import { open, readFile } from 'node:fs/promises';

/** Bytes of a canonical WAV header: RIFF, `fmt ` of 16 bytes, `data`. */
const HEADER_BYTES = 44;

/**
 * Writes a voice over and over until it lasts `seconds`.
 * @param source 16-bit PCM WAV with a canonical header, as the samples are
 */
export async function writeRepeatedVoice(source: string, seconds: number, target: string): Promise<void> {
  const wav = await readFile(source);
  const samples = wav.subarray(HEADER_BYTES);
  const block = wav.readUInt16LE(32);
  const length = Math.round(seconds * wav.readUInt32LE(24)) * block;
  const header = Buffer.from(wav.subarray(0, HEADER_BYTES));
  header.writeUInt32LE(HEADER_BYTES - 8 + length, 4);
  header.writeUInt32LE(length, 40);
  const out = await open(target, 'w');
  try {
    await out.write(header);
    for (let left = length; left > 0; left -= samples.length) await out.write(samples.subarray(0, left));
  } finally {
    await out.close();
  }
}
