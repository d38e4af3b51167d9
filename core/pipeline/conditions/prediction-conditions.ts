import type { Prediction } from '../../plugin-api/guidance.ts';
import type { DitCondition } from '../../plugin-api/network.ts';
import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';
import { stack } from '../latents.ts';
import type { WindowPlan } from '../windows.ts';
import type { AudioEmbedding } from './audio-embedding.ts';
import { audioWindows, mirrorTail } from './audio-window.ts';

export interface PredictionConditionsRequest {
  /** Text features without padding, `[tokens, dim]`. */
  readonly prompt: FloatTensor;
  readonly negativePrompt: FloatTensor;
  /** One audio embedding per person; null in a network without audio. */
  readonly embeddings: readonly AudioEmbedding[] | null;
  /** Embedding frames that one video frame sees; null in a network without audio. */
  readonly slots: number | null;
  readonly window: WindowPlan;
  /** Whether the window is the video's last one: only that one looks past the end of the audio. */
  readonly last: boolean;
}

/** What each prediction of a window sees of text and audio. */
export async function predictionConditions(
  request: PredictionConditionsRequest,
): Promise<Record<Prediction, DitCondition>> {
  const { prompt, negativePrompt, embeddings, slots, window, last } = request;
  let audio: FloatTensor | null = null;
  let silence: FloatTensor | null = null;
  if (embeddings && slots !== null) {
    const extended = last ? embeddings.map((each) => mirrorTail(each, window.start + window.frames)) : embeddings;
    audio = people(await Promise.all(extended.map((each) => audioWindows(each, window.start, window.frames, slots))));
    // Zero audio is one person's, also with several speakers.
    const [, ...rest] = audio.dims;
    silence = floatTensor(new Float32Array(rest.reduce((product, size) => product * size, 1)), [1, ...rest]);
  }
  return {
    cond: { context: prompt, audio },
    dropText: { context: negativePrompt, audio },
    dropAudio: { context: prompt, audio: silence },
    uncond: { context: negativePrompt, audio: silence },
  };
}

/** Puts one `[frames, window, blocks, channels]` per person into `[people, frames, window, blocks, channels]`. */
function people(each: readonly FloatTensor[]): FloatTensor {
  return stack(each.map((tensor) => floatTensor(tensor.data, [1, ...tensor.dims])));
}
