/** Program that counts the tokens of prompts: loading a large tokenizer takes seconds, which the server must not stall. */
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { loadTokenizer, type PromptTokenizer } from '../../../core/text/tokenizer.ts';
import type { CountReply, CountRequest } from './token-counter.ts';

const tokenizers = new Map<string, Promise<PromptTokenizer>>();

async function count({ id, file, prompt }: CountRequest): Promise<CountReply> {
  try {
    const loading = tokenizers.get(file) ?? loadTokenizer(file);
    tokenizers.set(file, loading);
    const tokenizer = await loading;
    return { id, count: { ...tokenizer.measure(prompt), vocabulary: tokenizer.vocabulary } };
  } catch (error) {
    tokenizers.delete(file);
    const code = error instanceof GenesisError ? error.code : 'INTERNAL';
    return { id, code, message: error instanceof Error ? error.message : String(error) };
  }
}

process.on('message', (request: CountRequest) => void count(request).then((reply) => process.send!(reply)));
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});
