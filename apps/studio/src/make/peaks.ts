/**
 * Heights of a waveform's bars, 0..1, the loudest one 1: the largest magnitude in each of `count` equal parts of the
 * samples.
 */
export function peaks(samples: Float32Array, count: number): number[] {
  const size = Math.max(1, Math.floor(samples.length / count));
  const bars = Array.from({ length: count }, (_, bar) => {
    let peak = 0;
    // A hundred samples of a part tell its height as well as all of them.
    const stride = Math.max(1, Math.floor(size / 100));
    for (let index = bar * size; index < Math.min((bar + 1) * size, samples.length); index += stride)
      peak = Math.max(peak, Math.abs(samples[index]!));
    return peak;
  });
  const loudest = Math.max(...bars);
  return loudest > 0 ? bars.map((bar) => bar / loudest) : bars;
}

/** Decodes a voice as the browser would play it and takes the bars of its first channel; null when it cannot. */
export async function waveformOf(url: string, count: number): Promise<number[] | null> {
  const context = new OfflineAudioContext(1, 1, 16_000);
  try {
    const response = await fetch(url);
    const audio = await context.decodeAudioData(await response.arrayBuffer());
    return peaks(audio.getChannelData(0), count);
  } catch {
    return null;
  }
}
