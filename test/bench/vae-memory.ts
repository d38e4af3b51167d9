/**
 * `npx tsx test/bench/vae-memory.ts [--size 832x480] [--frames 5,9] [--tile 256 --overlap 64] [--tiny] [--json]`: peak
 * resident memory and seconds of decoding and encoding with a VAE of the official dims and random weights on the CPU,
 * whole and in tiles, over numbers of frames. Each figure comes from a process of its own.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { encodeClip } from '../../core/pipeline/stages/encode-video.ts';
import { videoCodec } from '../../core/pipeline/video-codec.ts';
import { DEFAULT_VAE_TILING, floatTensor, type VaeTiling } from '../../core/plugin-api/index.ts';
import { NoiseGenerator } from '../../core/sampling/randn.ts';
import cpu from '../../plugins/provider-cpu/index.ts';
import wanVae from '../../plugins/wan-vae/index.ts';
import { loadNetwork, withNetworkSetup } from '../support/network.ts';
import { OFFICIAL_DIMS, TINY_DIMS } from '../support/synthetic/network-shapes.ts';
import { randomNetwork } from '../support/synthetic/random-weights.ts';
import { STORAGES, writeCheckpoint } from '../support/synthetic/write-checkpoint.ts';

/** One figure to be measured, in a process of its own. */
interface Case {
  readonly file: string;
  readonly direction: 'decode' | 'encode';
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly tiling: VaeTiling | null;
  readonly scratch: string;
}

interface Figure {
  readonly direction: Case['direction'];
  readonly frames: number;
  readonly tiling: VaeTiling | null;
  readonly peakBytes: number;
  readonly seconds: number;
}

const SCALE = 8;
const THREADS = availableParallelism();

/** Linux keeps a process's highest resident size. */
async function peakResident(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)![1]) * 1024;
}

async function measure({ file, direction, width, height, frames, tiling, scratch }: Case): Promise<Figure> {
  const provider = cpu.contributes[0]!;
  if (provider.kind !== 'execution-provider') throw new Error(`${cpu.name} offers no execution provider`);
  const execution = provider.create({ log: () => {} }, {});
  // As a host has it whose network is offloaded after its stage.
  const lean = { ...execution, session: () => execution.session({ threads: THREADS, leanMemory: true }) };
  const { handle: vae } = await withNetworkSetup({ id: provider.id, execution: lean }, () =>
    loadNetwork(wanVae, 'vae', file),
  );
  const codec = videoCodec(vae, tiling, async (name) => join(scratch, name));
  const noise = new NoiseGenerator(1);
  const random = (dims: number[]) => floatTensor(noise.randn(dims.reduce((product, size) => product * size, 1)), dims);
  const started = performance.now();
  if (direction === 'decode') {
    const latents = random([vae.latentChannels, 1 + (frames - 1) / vae.temporalScale, height / SCALE, width / SCALE]);
    await codec.decode(
      latents,
      frames,
      async () => {},
      () => {},
    );
  } else await encodeClip(codec, random([3, frames, height, width]), () => {});
  const seconds = (performance.now() - started) / 1000;
  return { direction, frames, tiling, peakBytes: await peakResident(), seconds };
}

async function measureElsewhere(one: Case): Promise<Figure> {
  const environment = { ...process.env, MALLOC_MMAP_THRESHOLD_: '1048576', VAE_MEMORY_CASE: JSON.stringify(one) };
  const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, process.argv[1]!], {
    env: environment,
  });
  return JSON.parse(stdout) as Figure;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: '832x480' },
      frames: { type: 'string', default: '5,9' },
      tile: { type: 'string', default: String(DEFAULT_VAE_TILING.tile) },
      overlap: { type: 'string', default: String(DEFAULT_VAE_TILING.overlap) },
      direction: { type: 'string', multiple: true, default: ['decode', 'encode'] },
      tiny: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const [width, height] = values.size.split('x').map(Number) as [number, number];
  const scratch = await mkdtemp(join(tmpdir(), 'genesis-vae-'));
  try {
    const dims = (values.tiny ? TINY_DIMS : OFFICIAL_DIMS)['wan-vae'];
    const file = await writeCheckpoint(scratch, 'vae', 'wan-vae', randomNetwork('wan-vae', dims, 1), {
      dialect: 'official',
      container: 'safetensors',
      storage: STORAGES.F32!,
    });
    const tiled = { tile: Number(values.tile), overlap: Number(values.overlap) };
    for (const direction of values.direction as Case['direction'][]) {
      for (const tiling of [tiled, null]) {
        for (const frames of values.frames.split(',').map(Number)) {
          const figure = await measureElsewhere({ file, direction, width, height, frames, tiling, scratch });
          const gigabytes = (figure.peakBytes / 1e9).toFixed(2);
          const how = tiling ? `tiles of ${tiling.tile}, overlap ${tiling.overlap}` : 'whole frames';
          console.log(
            values.json
              ? JSON.stringify({ ...figure, width, height })
              : `${direction} ${values.size}, ${frames} frames, ${how}: ${gigabytes} GB, ${figure.seconds.toFixed(1)} s`,
          );
        }
      }
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const given = process.env.VAE_MEMORY_CASE;
if (given) console.log(JSON.stringify(await measure(JSON.parse(given) as Case)));
else await main();
