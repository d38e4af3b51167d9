import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { type MediaProbe, probeMedia } from '../../../core/media/probe.ts';
import { makeThumbnail } from '../../../core/media/thumbnail.ts';
import type { RunResult } from '../../../core/runs/events.ts';
import type { Asset, AssetKind } from '../../../core/runs/service.ts';
import type { InputLimits } from '../../../core/runs/worker-protocol.ts';
import type { AssetRepository } from '../../../db/repositories/assets.ts';
import type { AssetFiles } from './asset-files.ts';
import type { AssetService } from './services.ts';

const KINDS: Readonly<Record<MediaProbe['kind'], AssetKind>> = { image: 'IMAGE', audio: 'AUDIO', video: 'VIDEO' };
const MAX_NAME = 200;

/** A name to show: the last part of what the caller gave, without control characters. */
function displayName(filename: string | undefined): string | null {
  const name = basename((filename ?? '').replaceAll('\\', '/')).replace(/\p{Cc}/gu, '');
  return name.slice(0, MAX_NAME) || null;
}

function kindOf(mimeType: string): AssetKind {
  if (mimeType.startsWith('image/')) return 'IMAGE';
  return mimeType.startsWith('audio/') ? 'AUDIO' : 'VIDEO';
}

export class Assets implements AssetService {
  readonly #assets: AssetRepository;
  readonly #files: AssetFiles;
  readonly #limits: InputLimits;
  /** Thumbnails that are being made, by asset. */
  readonly #making = new Map<string, Promise<string>>();

  constructor(assets: AssetRepository, files: AssetFiles, limits: InputLimits) {
    this.#assets = assets;
    this.#files = files;
    this.#limits = limits;
  }

  async ingest(
    content: AsyncIterable<Uint8Array>,
    options: { readonly filename?: string | undefined; readonly expectedSha256?: string | undefined },
  ): Promise<Asset> {
    const { file, sha256, bytes } = await this.#files.receive(content);
    try {
      if (options.expectedSha256 !== undefined && options.expectedSha256 !== sha256) {
        throw new GenesisError('INPUT_INVALID', `sha256: the content has the SHA-256 ${sha256}`, {
          field: 'sha256',
          accepted: "the content's own SHA-256",
        });
      }
      const { maxPixels, maxAudioSeconds: maxSeconds } = this.#limits;
      const probe = await probeMedia(file, 'file', { maxPixels, maxSeconds });
      const { mimeType, width, height, duration: seconds } = probe;
      const facts = { kind: KINDS[probe.kind], mimeType, sha256, bytes, width, height, seconds };
      await this.#files.place(file, sha256, mimeType);
      return this.#assets.ensure({ ...facts, filename: displayName(options.filename) });
    } finally {
      await this.#files.discard(file);
    }
  }

  /** Makes the finished video of a run an asset. */
  async adopt(result: RunResult, name: string): Promise<Asset> {
    const { mimeType, sha256, bytes, width, height, frames, fps } = result;
    await this.#files.adopt(result.file, sha256, mimeType);
    const filename = displayName(`${name}${result.extension}`);
    return this.#assets.ensure({
      kind: kindOf(mimeType),
      mimeType,
      sha256,
      bytes,
      filename,
      width,
      height,
      seconds: frames / fps,
    });
  }

  find(id: string): Asset {
    const found = this.#assets.find(id);
    if (found) return found;
    throw new GenesisError('ASSET_NOT_FOUND', `no asset has the id ${id}`, { field: 'id' });
  }

  findMany(ids: readonly string[]): (Asset | null)[] {
    return this.#assets.findMany(ids);
  }

  path(asset: Asset, field = 'id'): string {
    const path = this.#files.path(asset.sha256, asset.mimeType);
    if (existsSync(path)) return path;
    throw new GenesisError('ASSET_NOT_FOUND', `${field}: the file of asset ${asset.id} is gone`, {
      field,
      accepted: 'the file, uploaded again',
    });
  }

  async thumbnail(asset: Asset): Promise<string> {
    const { kind, sha256 } = asset;
    if (kind === 'AUDIO') {
      throw new GenesisError('ASSET_KIND', 'audio has no picture', { field: 'id', accepted: 'an image or a video' });
    }
    const known = this.#files.thumbnailPath(sha256);
    if (existsSync(known)) return known;
    const making =
      this.#making.get(sha256) ??
      makeThumbnail(this.path(asset), kind, this.#limits.maxPixels)
        .then((content) => this.#files.placeThumbnail(content, sha256))
        .finally(() => this.#making.delete(sha256));
    this.#making.set(sha256, making);
    return making;
  }
}
