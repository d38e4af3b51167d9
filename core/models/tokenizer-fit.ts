import { GenesisError } from '../errors/genesis-error.ts';
import { loadTokenizer, type PromptSize } from '../text/tokenizer.ts';
import { describeNetwork } from './describe-network.ts';
import type { ModelSet } from './model-set.ts';

/**
 * That the text encoder of a set knows the ids of a tokenizer; all is well where the set has none.
 * @param vocabulary of the tokenizer at `file`
 * @throws GenesisError CHECKPOINT_UNSUPPORTED
 */
export function requireFittingTokenizer(file: string, vocabulary: number, set: ModelSet): void {
  const known = knownTokens(set);
  if (vocabulary <= known) return;
  throw new GenesisError(
    'CHECKPOINT_UNSUPPORTED',
    `${file}: the tokenizer has ${vocabulary} tokens, the text-encoder ${known}: it belongs to another model`,
    { field: 'model', accepted: `a tokenizer.json with at most ${known} tokens` },
  );
}

const knownTokens = ({ networks }: ModelSet): number => {
  const encoder = networks['text-encoder'];
  return encoder ? describeNetwork(encoder).vocabulary : Infinity;
};

/**
 * That the text encoder of a set knows what a prompt is made of: tokens that were added to a vocabulary may lie beyond it.
 * @throws GenesisError CHECKPOINT_UNSUPPORTED
 */
export function requireKnownTokens(file: string, { last }: PromptSize, set: ModelSet): void {
  const known = knownTokens(set);
  if (last.id < known) return;
  throw new GenesisError(
    'CHECKPOINT_UNSUPPORTED',
    `${file}: it makes token ${last.id} of ${JSON.stringify(last.text)}, the text-encoder has ${known} tokens`,
    { field: 'model', accepted: `a prompt without it, or a tokenizer.json that has no token from ${known} on` },
  );
}

/** What keeps the tokenizer of a set from being used; null: nothing, or the set has none. Takes seconds. */
export async function tokenizerProblem(set: ModelSet): Promise<GenesisError | null> {
  if (!set.tokenizer) return null;
  try {
    const { vocabulary } = await loadTokenizer(set.tokenizer);
    requireFittingTokenizer(set.tokenizer, vocabulary, set);
    return null;
  } catch (error) {
    if (error instanceof GenesisError) return error;
    throw error;
  }
}
