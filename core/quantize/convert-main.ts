/** Program that converts one weight after the other into a file that its parent has laid out. It ends with its parent. */
import { type FileHandle, open } from 'node:fs/promises';
import { GenesisError } from '../errors/genesis-error.ts';
import type { ConvertReply, ConvertRequest } from './conversion-processes.ts';
import { convertTensor } from './convert-tensor.ts';

let target: Promise<FileHandle> | undefined;

async function convert({ conversion, file, layout }: ConvertRequest): Promise<ConvertReply> {
  target ??= open(file, 'r+');
  try {
    const handle = await target;
    const report = await convertTensor(conversion, handle, layout, () => {});
    // The journal must not be ahead of the data when the machine loses power.
    await handle.datasync();
    return { report, peakBytes: process.resourceUsage().maxRSS * 1024 };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const { code, field, accepted } = error instanceof GenesisError ? error : { code: 'INTERNAL' as const };
    return { refused: { code, message, detail: { ...(field && { field }), ...(accepted && { accepted }) } } };
  }
}

process.on('message', (request: ConvertRequest) => void convert(request).then((reply) => process.send!(reply)));
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});
