import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { GenesisError } from '../errors/genesis-error.ts';
import { cleanPrompt } from './clean-prompt.ts';

/** A prompt as the text encoder takes it. */
export interface TokenizedPrompt {
  /** Token ids, the end token last, padded to the asked length. */
  readonly ids: readonly number[];
  /** 1 for a token, 0 for padding. */
  readonly mask: readonly number[];
  /** The kept tokens as text, the end token included. */
  readonly tokens: readonly string[];
  /** Number of kept tokens, the end token included. */
  readonly kept: number;
  /** Number of tokens that were cut off; 0 when the prompt fits. */
  readonly truncated: number;
}

/** What a prompt asks of a text encoder. */
export interface PromptSize {
  /** Tokens, the end token included. */
  readonly tokens: number;
  /** The token with the largest id, which may be one that was added to the vocabulary. */
  readonly last: { readonly id: number; readonly text: string };
}

export interface PromptTokenizer {
  /** One more than the largest id of a piece of text; tokens that were added to these are not among them. */
  readonly vocabulary: number;
  /**
   * Cleans and tokenises a prompt. One that is too long keeps its first `maxLength − 1` tokens and the end token.
   * @param maxLength the text encoder's text length in tokens, the end token included; at least 1
   */
  tokenize(prompt: string, maxLength: number): TokenizedPrompt;
  /** Cleans and measures a prompt of any length. */
  measure(prompt: string): PromptSize;
}

type Json = Record<string, unknown>;

async function readJson(file: string): Promise<Json> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof parsed === 'object' && parsed !== null) return parsed as Json;
    throw new SyntaxError('not an object');
  } catch (cause) {
    throw new GenesisError('CHECKPOINT_INVALID', `${file} cannot be read as a tokenizer file.`, {
      accepted: 'a JSON object',
      cause,
    });
  }
}

/**
 * Loads a Hugging Face tokenizer.
 * @param file path of `tokenizer.json`; `tokenizer_config.json` lies beside it
 * @throws GenesisError CHECKPOINT_INVALID when a file is missing, malformed or lacks its padding or end token
 */
export async function loadTokenizer(file: string): Promise<PromptTokenizer> {
  const [model, config] = await Promise.all([readJson(file), readJson(join(dirname(file), 'tokenizer_config.json'))]);
  const tokenizer = create(file, model, config);
  const idOf = (key: string, fallback: string): number => {
    const entry = config[key] as string | { content?: string } | undefined;
    const token = (typeof entry === 'object' ? entry.content : entry) ?? fallback;
    const id = tokenizer.token_to_id(token);
    if (id === undefined) throw new GenesisError('CHECKPOINT_INVALID', `${file} has no token ${token} (${key}).`);
    return id;
  };
  const pad = idOf('pad_token', '<pad>');
  const end = idOf('eos_token', '</s>');
  return {
    vocabulary: vocabularyOf(model),
    tokenize(prompt, maxLength) {
      const encoded = tokenizer.encode(cleanPrompt(prompt));
      const truncated = Math.max(0, encoded.ids.length - maxLength);
      const cut = <Item>(items: readonly Item[], last: Item) =>
        truncated > 0 ? [...items.slice(0, maxLength - 1), last] : [...items];
      const ids = cut(encoded.ids, end);
      const padding = Array.from({ length: maxLength - ids.length }, () => pad);
      return {
        ids: [...ids, ...padding],
        mask: [...ids.map(() => 1), ...padding.map(() => 0)],
        tokens: cut(encoded.tokens, encoded.tokens.at(-1)!),
        kept: ids.length,
        truncated,
      };
    },
    measure(prompt) {
      const { ids, tokens }: { ids: readonly number[]; tokens: readonly string[] } = tokenizer.encode(
        cleanPrompt(prompt),
      );
      const at = ids.reduce((most, id, i) => (id > ids[most]! ? i : most), 0);
      return { tokens: ids.length, last: { id: ids[at]!, text: tokens[at]! } };
    },
  };
}

/** Unigram lists its pieces in the order of their ids, the others map each to its id. */
function vocabularyOf({ model }: Json): number {
  const { vocab } = model as { readonly vocab: readonly unknown[] | Readonly<Record<string, number>> };
  if (Array.isArray(vocab)) return vocab.length;
  return Object.values(vocab as Readonly<Record<string, number>>).reduce((most, id) => Math.max(most, id + 1), 0);
}

function create(file: string, model: Json, config: Json): Tokenizer {
  try {
    return new Tokenizer(model, config);
  } catch (cause) {
    throw new GenesisError('CHECKPOINT_INVALID', `${file} is no tokenizer that can be used.`, {
      accepted: 'a tokenizer.json of the tokenizers library',
      cause,
    });
  }
}
