import { GenesisError } from '../errors/genesis-error.ts';
import { loadTokenizer } from '../text/tokenizer.ts';
import { describeNetwork } from './describe-network.ts';
import type { ModelSet } from './model-set.ts';

/**
 * That the text encoder of a set knows the ids of a tokenizer; all is well where the set has none.
 * @param vocabulary of the tokenizer at `file`
 * @throws GenesisError CHECKPOINT_UNSUPPORTED
 */
export function requireFittingTokenizer(file: string, vocabulary: number, { networks }: ModelSet): void {
  const encoder = networks['text-encoder'];
  const known = encoder ? describeNetwork(encoder).vocabulary : Infinity;
  if (vocabulary <= known) return;
  throw new GenesisError(
    'CHECKPOINT_UNSUPPORTED',
    `${file}: the tokenizer has ${vocabulary} tokens, the text-encoder ${known}: it belongs to another model`,
    { field: 'model', accepted: `a tokenizer.json with at most ${known} tokens` },
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
