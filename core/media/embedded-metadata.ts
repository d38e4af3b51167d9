import { open } from 'node:fs/promises';
import sharp from 'sharp';
import { z } from 'zod';
import { ACCEPTED_VIDEO, unreadable, withMediaFile } from './media-file.ts';

const metadataSchema = z.record(z.string(), z.string());

/**
 * Reads the settings that an output plugin embedded: JSON in the comment of an MP4 or WebM file, or in the XMP
 * description of a WebP file. null when the file carries none.
 * @throws GenesisError ASSET_UNREADABLE when it is no such file
 */
export async function readEmbeddedMetadata(file: string, field = 'file'): Promise<Record<string, string> | null> {
  const text = (await isWebp(file)) ? await xmpDescription(file, field) : await comment(file, field);
  try {
    return metadataSchema.parse(JSON.parse(text ?? 'null'));
  } catch {
    return null;
  }
}

async function isWebp(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch(() => null);
  if (!handle) return false;
  try {
    const head = (await handle.read(Buffer.alloc(12), 0, 12, 0)).buffer.toString('latin1');
    return head.startsWith('RIFF') && head.endsWith('WEBP');
  } finally {
    await handle.close();
  }
}

async function comment(file: string, field: string): Promise<string | undefined> {
  return withMediaFile(file, field, ACCEPTED_VIDEO, async (input) => (await input.getMetadataTags()).comment);
}

async function xmpDescription(file: string, field: string): Promise<string | undefined> {
  const { xmp } = await sharp(file)
    .metadata()
    .catch((cause: unknown) => unreadable(field, 'the file cannot be decoded', ACCEPTED_VIDEO, cause));
  const text = descriptionOf(xmp?.toString('utf8') ?? '');
  return text?.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** The first item of an XMP packet's description. One way through the text, whatever an uploaded file has there. */
function descriptionOf(xmp: string): string | undefined {
  let at = 0;
  for (const mark of ['<dc:description>', '<rdf:li', '>']) {
    const found = xmp.indexOf(mark, at);
    if (found < 0) return undefined;
    at = found + mark.length;
  }
  const end = xmp.indexOf('</rdf:li>', at);
  return end < 0 ? undefined : xmp.slice(at, end);
}
