import type { TextEncoder } from '../../plugin-api/network.ts';
import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';
import type { TokenizedPrompt } from '../../text/tokenizer.ts';

/** Text features of a prompt without its padding, `[tokens, dim]`. */
export async function encodeText(encoder: TextEncoder, prompt: TokenizedPrompt): Promise<FloatTensor> {
  const features = await encoder.encode([prompt.ids], [prompt.mask]);
  const dim = features.dims[2]!;
  return floatTensor(features.data.slice(0, prompt.kept * dim), [prompt.kept, dim]);
}
