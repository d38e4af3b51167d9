import { createHash, randomUUID } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { copyFile, type FileHandle, link, open, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { BufferCollector } from '../../../core/runtime/buffer-collector.ts';
import { hashFile } from '../../../core/runtime/hash-file.ts';
import { makeFolder } from '../../../core/runtime/make-folder.ts';

/** File extensions by MIME type, so that a path is made of nothing that a caller said. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/webp': '.webp',
  'image/avif': '.avif',
  'image/gif': '.gif',
  'image/tiff': '.tiff',
  'audio/wav': '.wav',
  'audio/mpeg': '.mp3',
  'audio/mp4': '.m4a',
  'audio/ogg': '.ogg',
  'audio/flac': '.flac',
  'audio/aac': '.aac',
  'audio/webm': '.weba',
  'video/mp4': '.mp4',
  'video/quicktime': '.mov',
  'video/webm': '.webm',
  'video/x-matroska': '.mkv',
  'video/mp2t': '.ts',
};

/** Bytes written between two looks at the free space. */
const DISK_CHECK_BYTES = 16 * 1024 * 1024;
/** Bytes written between two looks at what their pieces leave behind. */
const COLLECT_BYTES = 1024 * 1024;

export interface AssetLimits {
  readonly maxBytes: number;
  /** Bytes that must stay free on the disk. */
  readonly minFree: number;
}

/** A file that has come in and has no place yet. */
export interface IncomingFile {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Whether a file is there with this content. */
async function isIntact(file: string, sha256: string): Promise<boolean> {
  return existsSync(file) && (await hashFile(file)) === sha256;
}

/** The folder of assets: `<first two digits>/<sha256><extension>`, each file complete from the moment it appears. */
export class AssetFiles {
  readonly #root: string;
  readonly #incoming: string;
  readonly #limits: AssetLimits;
  readonly #collector = new BufferCollector();

  constructor(root: string, limits: AssetLimits) {
    this.#root = root;
    this.#incoming = join(root, 'incoming');
    this.#limits = limits;
  }

  /** Makes the folder and clears away what an earlier process left unfinished. Comes before everything else. */
  async open(): Promise<void> {
    await rm(this.#incoming, { recursive: true, force: true });
    await makeFolder(this.#incoming);
  }

  path(sha256: string, mimeType: string): string {
    return join(this.#root, sha256.slice(0, 2), `${sha256}${EXTENSIONS[mimeType] ?? '.bin'}`);
  }

  /**
   * Writes a stream to a file while hashing it. The caller places it or discards it.
   * @throws GenesisError ASSET_TOO_LARGE, DISK_FULL
   */
  async receive(content: AsyncIterable<Uint8Array>): Promise<IncomingFile> {
    const file = join(this.#incoming, randomUUID());
    const handle = await open(file, 'wx');
    try {
      return { file, ...(await this.#write(handle, content)) };
    } catch (error) {
      await this.discard(file);
      throw error;
    } finally {
      await handle.close();
    }
  }

  async #write(handle: FileHandle, content: AsyncIterable<Uint8Array>): Promise<Omit<IncomingFile, 'file'>> {
    const hash = createHash('sha256');
    let bytes = 0;
    let checked = 0;
    let looked = 0;
    await this.#requireSpace(0);
    for await (const chunk of content) {
      bytes += chunk.length;
      if (bytes > this.#limits.maxBytes) {
        throw new GenesisError('ASSET_TOO_LARGE', `file: it is larger than ${this.#limits.maxBytes} bytes`, {
          field: 'file',
          accepted: `at most ${this.#limits.maxBytes} bytes`,
        });
      }
      if (bytes - checked >= DISK_CHECK_BYTES) {
        await this.#requireSpace(chunk.length);
        checked = bytes;
      }
      hash.update(chunk);
      await handle.writeFile(chunk);
      if (bytes - looked >= COLLECT_BYTES) {
        this.#collector.look();
        looked = bytes;
      }
    }
    await handle.sync();
    return { sha256: hash.digest('hex'), bytes };
  }

  async #requireSpace(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.#root);
    if (bavail * bsize - bytes >= this.#limits.minFree) return;
    throw new GenesisError('DISK_FULL', 'the disk of the data folder is nearly full', {
      accepted: `at least ${this.#limits.minFree} bytes free`,
    });
  }

  thumbnailPath(sha256: string): string {
    return join(this.#root, 'thumbnails', `${sha256}.webp`);
  }

  /** Stores the thumbnail of the asset with this content. @returns its path */
  async placeThumbnail(content: Uint8Array, sha256: string): Promise<string> {
    await this.#requireSpace(content.length);
    const target = this.thumbnailPath(sha256);
    const incoming = join(this.#incoming, randomUUID());
    await makeFolder(dirname(target));
    await writeFile(incoming, content);
    await rename(incoming, target);
    return target;
  }

  discard(file: string): Promise<void> {
    return rm(file, { force: true });
  }

  /** Moves a file from outside its place. A file that is there already stays, unless it is damaged. */
  async place(incoming: string, sha256: string, mimeType: string): Promise<void> {
    const target = this.path(sha256, mimeType);
    await makeFolder(dirname(target));
    if (await isIntact(target, sha256)) await this.discard(incoming);
    else await rename(incoming, target);
  }

  /**
   * Removes a file, with its thumbnail.
   * @param wanted whether the same content has come in again in the meantime: then it stays
   */
  async remove(sha256: string, mimeType: string, wanted: () => boolean): Promise<void> {
    const path = this.path(sha256, mimeType);
    const away = join(this.#incoming, randomUUID());
    try {
      await rename(path, away);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return;
    }
    if (wanted()) return rename(away, path);
    await this.discard(away);
    await this.discard(this.thumbnailPath(sha256));
  }

  /** Gives a file that stays where it is a second place here: a hard link, or a copy where there can be none. */
  async adopt(file: string, sha256: string, mimeType: string): Promise<void> {
    const target = this.path(sha256, mimeType);
    await makeFolder(dirname(target));
    try {
      await link(file, target);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST' && (await isIntact(target, sha256))) return;
      await this.#requireSpace((await stat(file)).size);
      const copy = join(this.#incoming, randomUUID());
      await copyFile(file, copy, constants.COPYFILE_FICLONE);
      await rename(copy, target);
    }
  }
}
