import { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { PreviewService } from './services.ts';

/** Generations whose last picture is kept; a picture is at most some 50 kB. */
const KEPT = 16;

/** The latest picture of what is being sampled, by generation, in memory. */
export class Previews implements PreviewService {
  readonly #images = new Map<string, Buffer>();

  /** @param image a WebP file in base64 */
  show(generation: string, image: string): void {
    this.#images.delete(generation);
    this.#images.set(generation, Buffer.from(image, 'base64'));
    const [oldest] = this.#images.keys();
    if (this.#images.size > KEPT && oldest !== undefined) this.#images.delete(oldest);
  }

  find(generation: string): Buffer {
    const image = this.#images.get(generation);
    if (image) return image;
    throw new GenesisError('ASSET_NOT_FOUND', 'there is no preview of this generation', {
      field: 'id',
      accepted: 'a generation that is being sampled, or was lately',
    });
  }
}
