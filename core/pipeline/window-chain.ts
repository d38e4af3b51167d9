import type { Vae } from '../plugin-api/network.ts';
import type { FloatTensor } from '../plugin-api/tensor.ts';
import { canonicalJson } from '../runs/canonical-json.ts';
import { denoiseWindow } from './denoise-window.ts';
import { FrameTail } from './frame-tail.ts';
import { sliceFrames } from './latents.ts';
import { FrameWatch } from './output-watch.ts';
import type { StageOutput } from './stage-store.ts';
import { encodeClip, encodePicture } from './stages/encode-video.ts';
import { videoCodec } from './video-codec.ts';
import { asFloat, isLast, type WindowChainRequest } from './window-request.ts';
import type { WindowPlan } from './windows.ts';

/** Samples and decodes the windows in order; each takes its motion frames from the one before. */
export async function renderWindows(request: WindowChainRequest): Promise<StageOutput[]> {
  const segments: StageOutput[] = [];
  let previous: PreviousWindow | null = null;
  for (const window of request.windows) {
    const condition: StageOutput = await encodeCondition(request, window, previous);
    const denoised = await denoiseWindow(request, window, condition);
    const decoded = await decodeWindow(request, window, denoised);
    const { identity } = await request.source(window);
    // What is behind is read no more, or from the store again: memory does not grow with the number of windows.
    denoised.forget();
    previous?.condition.forget();
    previous?.decoded.forget();
    previous = { condition, decoded, picture: canonicalJson(identity) };
    segments.push(decoded);
    await request.onWindow(window, decoded);
  }
  return segments;
}

/** What a window takes over from the one before. */
interface PreviousWindow {
  readonly condition: StageOutput;
  readonly decoded: StageOutput;
  /** Identity of its picture. */
  readonly picture: string;
}

const openCodec = ({ networks, journal }: WindowChainRequest, vae: Vae) =>
  videoCodec(vae, networks.vaeTiling, (name) => journal.store.scratch(name));

/**
 * The stage `encode-latents`: the picture's latents, those of the motion frames, and what the window starts from. A still
 * image is encoded once: later windows take its latents from the one before.
 */
async function encodeCondition(
  request: WindowChainRequest,
  window: WindowPlan,
  previous: PreviousWindow | null,
): Promise<StageOutput> {
  const { journal, networks, input } = request;
  const source = await request.source(window);
  const place = { window: window.index, windows: request.windows.length };
  return journal.ensure(
    {
      stage: 'encode-latents',
      ...place,
      version: 1,
      origin: networks.origin('vae'),
      parts: {
        vae: networks.identity('vae'),
        picture: source.identity,
        frames: window.frames,
        motion: previous?.decoded.key ?? null,
        input: input?.identity(window) ?? null,
      },
    },
    () =>
      networks.use('vae', async (vae) => {
        const codec = openCodec(request, vae);
        const checkpoint = () => journal.checkCancelled();
        const picture =
          previous?.picture === canonicalJson(source.identity)
            ? asFloat(await previous.condition.tensors(), 'picture')
            : await encodePicture(codec, source.value.picture, window.frames, checkpoint);
        const motion = previous
          ? await encodeClip(codec, asFloat(await previous.decoded.tensors(), 'tail'), checkpoint)
          : sliceFrames(picture, 0, 1);
        const tensors: Record<string, FloatTensor> = { picture, motion };
        if (input) tensors.input = await input.latents(window, codec, checkpoint);
        return { tensors };
      }),
  );
}

/** The stage `decode`: frames into the sink, the last motion frames kept for the next window. */
async function decodeWindow(
  request: WindowChainRequest,
  window: WindowPlan,
  denoised: StageOutput,
): Promise<StageOutput> {
  const { journal, networks, correctFrames } = request;
  const last = isLast(request, window);
  const frames = last ? window.overlap + window.newFrames : window.frames;
  return journal.ensure(
    {
      stage: 'decode',
      window: window.index,
      windows: request.windows.length,
      version: 2,
      origin: networks.origin('vae'),
      parts: {
        vae: networks.identity('vae'),
        latents: denoised.key,
        frames,
        overlap: window.overlap,
        tail: last ? 0 : request.motionFrames,
        correction: correctFrames?.identity ?? null,
        sink: request.sinkIdentity,
      },
    },
    () =>
      networks.use('vae', async (vae) => {
        const sink = await request.openSink(window);
        const watch = new FrameWatch({ stage: 'decode', window: window.index, origin: networks.origin('vae') });
        const tail = new FrameTail(last ? 0 : request.motionFrames);
        try {
          let seen = 0;
          const latents = asFloat(await denoised.tensors(), 'latents');
          const write = async (chunk: FloatTensor) => {
            watch.see(chunk);
            const corrected = correctFrames ? correctFrames.value(chunk) : chunk;
            const skip = Math.min(Math.max(window.overlap - seen, 0), corrected.dims[1]!);
            seen += corrected.dims[1]!;
            tail.push(corrected);
            if (skip < corrected.dims[1]!) await sink.write(sliceFrames(corrected, skip, corrected.dims[1]! - skip));
          };
          await openCodec(request, vae).decode(latents, frames, write, () => journal.checkCancelled());
          const { tensors: measured, files, facts } = await sink.finish();
          for (const warning of watch.warnings()) journal.warn(warning);
          const tensors = last ? measured : { ...measured, tail: tail.join() };
          return { tensors, files, facts: { ...facts, frames: window.newFrames } };
        } catch (error) {
          await sink.abort();
          throw error;
        }
      }),
  );
}
