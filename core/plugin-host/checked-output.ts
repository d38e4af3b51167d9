import { stat } from 'node:fs/promises';
import type { SegmentWriter, VideoOutput } from '../plugin-api/output.ts';
import { awaiting, broken, type Offer, requireFunctions } from './offer.ts';
import { ABORT_DEADLINE, CALL_DEADLINE, patiently } from './patience.ts';

const WRITER = ['write', 'close', 'abort'];
const EXTENSION = /^(?:\.[A-Za-z0-9]+)+$/;
const MIME_TYPE = /^[a-z]+\/[\w.+-]+$/;

async function requireFile(offer: Offer, part: string, file: string): Promise<void> {
  const made = await stat(file).catch(() => null);
  if (!made?.isFile()) throw broken(offer, `${part} must leave a file where it was told to; there is none`);
}

/** A call of an output, which may wait for an encoder or a disk. */
const asking = <Result>(offer: Offer, part: string, call: () => Promise<Result>, deadline: number | null) =>
  patiently(offer, part, awaiting(offer, part, call), deadline);

const checkedWriter = (offer: Offer, writer: SegmentWriter, file: string): SegmentWriter => ({
  write: (frame) => asking(offer, 'write', () => writer.write(frame), CALL_DEADLINE),
  close: async () => {
    const size = await asking(offer, 'close', () => writer.close(), CALL_DEADLINE);
    await requireFile(offer, 'close', file);
    return size;
  },
  // Why the segment is given up is worth more than what giving it up runs into.
  abort: () => asking(offer, 'abort', () => writer.abort(), ABORT_DEADLINE).catch(() => {}),
});

/**
 * An output whose answers are checked, and told when they are slow to come.
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
      const writer = await asking(offer, 'openSegment', () => output.openSegment(file, format), CALL_DEADLINE);
      requireFunctions(offer, 'openSegment', writer, WRITER);
      return checkedWriter(offer, writer, file);
    },
    async join(request) {
      // As long as the video is: no time is too long for it.
      await asking(offer, 'join', () => output.join(request), null);
      await requireFile(offer, 'join', request.target);
    },
  };
}
