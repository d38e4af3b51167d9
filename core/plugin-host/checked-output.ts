import { stat } from 'node:fs/promises';
import type { SegmentWriter, VideoOutput } from '../plugin-api/output.ts';
import { awaiting, broken, type Offer, requireFunctions } from './offer.ts';

const WRITER = ['write', 'close', 'abort'];
const EXTENSION = /^(?:\.[A-Za-z0-9]+)+$/;
const MIME_TYPE = /^[a-z]+\/[\w.+-]+$/;

async function requireFile(offer: Offer, part: string, file: string): Promise<void> {
  const made = await stat(file).catch(() => null);
  if (!made?.isFile()) throw broken(offer, `${part} must leave a file where it was told to; there is none`);
}

const checkedWriter = (offer: Offer, writer: SegmentWriter, file: string): SegmentWriter => ({
  write: (frame) => awaiting(offer, 'write', () => writer.write(frame)),
  close: async () => {
    const size = await awaiting(offer, 'close', () => writer.close());
    await requireFile(offer, 'close', file);
    return size;
  },
  // Why the segment is given up is worth more than what giving it up runs into.
  abort: () => awaiting(offer, 'abort', () => writer.abort()).catch(() => {}),
});

/**
 * An output whose answers are checked.
 * @throws GenesisError PLUGIN_INVALID naming it, at once for its extensions and type, and from its functions
 */
export function checkedOutput(offer: Offer, output: VideoOutput): VideoOutput {
  const { extension, segmentExtension, mimeType } = output;
  for (const [name, value] of Object.entries({ extension, segmentExtension }))
    if (typeof value !== 'string' || !EXTENSION.test(value))
      throw broken(offer, `${name} must be a file extension with its dot, such as ".mp4"; it is ${String(value)}`);
  if (typeof mimeType !== 'string' || !MIME_TYPE.test(mimeType))
    throw broken(offer, `mimeType must be a type such as "video/mp4"; it is ${String(mimeType)}`);
  return {
    extension,
    segmentExtension,
    mimeType,
    async openSegment(file, format) {
      const writer = await awaiting(offer, 'openSegment', () => output.openSegment(file, format));
      requireFunctions(offer, 'openSegment', writer, WRITER);
      return checkedWriter(offer, writer, file);
    },
    async join(request) {
      await awaiting(offer, 'join', () => output.join(request));
      await requireFile(offer, 'join', request.target);
    },
  };
}
