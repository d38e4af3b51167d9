import type { VaeStream } from '../../plugin-api/network.ts';
import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';
import type { ChunkSpool } from './chunk-spool.ts';
import { addTile, cropTile, type Tile } from './tiles.ts';

export interface TileStreams {
  /** Gives chunk 0, 1, ... of whole frames, once per tile; null after the last. */
  readonly read: (chunk: number) => FloatTensor | null | Promise<FloatTensor | null>;
  /** Opens the stream of a tile. */
  readonly open: () => VaeStream;
  /** The tiles as they lie in what goes in. */
  readonly from: readonly Tile[];
  /** The same tiles as they lie in what comes out. */
  readonly to: readonly Tile[];
  /** Height and width of what comes out. */
  readonly size: readonly [height: number, width: number];
  /** Takes the chunks of finished tiles. */
  readonly spool: ChunkSpool;
  /** Receives the blended chunks in order, while the last tile streams. */
  readonly consume: (chunk: FloatTensor) => Promise<void>;
  /** Called before each chunk; may throw to stop. */
  readonly checkpoint: () => void;
}

/**
 * Runs a stream over whole frames tile by tile: the clip of one tile from its beginning to its end, then the next
 * tile's. Causal caches are as large as their feature maps, so this order, which keeps those of one tile, is what makes
 * memory small; taking the tiles in turn within a chunk would keep those of the whole frame.
 */
export async function streamTiles(request: TileStreams): Promise<void> {
  const { from, to, size, spool, consume } = request;
  const last = from.length - 1;
  for (let tile = 0; tile < last; tile++) {
    await streamTile(request, from[tile]!, (chunk) => spool.append(tile, chunk));
  }
  let at = 0;
  await streamTile(request, from[last]!, async (chunk) => {
    const [channels, frames] = chunk.dims as [number, number];
    const dims = [channels, frames, ...size];
    const whole = floatTensor(new Float32Array(channels * frames * size[0] * size[1]), dims);
    for (let tile = 0; tile < last; tile++) addTile(whole, to[tile]!, await spool.read(tile, at));
    addTile(whole, to[last]!, chunk);
    at += 1;
    await consume(whole);
  });
}

async function streamTile(
  { read, open, checkpoint }: TileStreams,
  tile: Tile,
  write: (chunk: FloatTensor) => Promise<void>,
): Promise<void> {
  const stream = open();
  try {
    for (let at = 0; ; at++) {
      checkpoint();
      const chunk = await read(at);
      if (!chunk) return;
      await write(await stream.push(cropTile(chunk, tile)));
    }
  } finally {
    await stream.close();
  }
}
