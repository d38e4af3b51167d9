import type { TextEncoder } from '../../plugin-api/network.ts';
import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';
import type { TokenizedPrompt } from '../../text/tokenizer.ts';

/**
 * Text features of a prompt without its padding, `[tokens, dim]`. Padding is left out before the encoder: it is masked
 * there, so it changes nothing but the time.
 */
export async function encodeText(encoder: TextEncoder, prompt: TokenizedPrompt): Promise<FloatTensor> {
  const features = await encoder.encode([prompt.ids.slice(0, prompt.kept)], [prompt.mask.slice(0, prompt.kept)]);
  return floatTensor(features.data, features.dims.slice(1));
}
