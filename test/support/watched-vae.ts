import type { Vae, VaeStream } from '../../core/plugin-api/index.ts';

type Part = 'pixels' | 'latents';

/** A VAE whose open streams are counted: each holds causal caches. */
export function watchStreams(vae: Vae) {
  const open = { pixels: 0, latents: 0 };
  const most = { pixels: 0, latents: 0 };
  const watch = (part: Part, stream: VaeStream): VaeStream => {
    open[part] += 1;
    most[part] = Math.max(most[part], open[part]);
    let closed = false;
    return {
      push: (chunk) => stream.push(chunk),
      close: () => {
        if (!closed) open[part] -= 1;
        closed = true;
        return stream.close();
      },
    };
  };
  const watched: Vae = {
    ...vae,
    openPixelEncoder: () => watch('pixels', vae.openPixelEncoder()),
    openLatentEncoder: () => watch('latents', vae.openLatentEncoder()),
    openLatentDecoder: () => watch('latents', vae.openLatentDecoder()),
    openPixelDecoder: () => watch('pixels', vae.openPixelDecoder()),
  };
  return { vae: watched, open: () => open.pixels + open.latents, mostAtOnce: (part: Part) => most[part] };
}
