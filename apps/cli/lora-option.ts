import { InvalidArgumentError } from 'commander';
import type { LoraChoiceInput } from './generated/graphql.ts';

export const LORA_OPTION = '--lora <name[=strength]>';
export const LORA_HELP =
  'LoRA over the DiT, may be given several times; strengths of blocks after commas, e.g. walk=0.8,0-9=0.2,12=0';

function strength(text: string): number {
  const value = Number(text);
  // What is beyond the largest number would reach the server as null, which is a strength of 1.
  if (!/^[+-]?\d*\.?\d+(e[+-]?\d+)?$/i.test(text) || !Number.isFinite(value))
    throw new InvalidArgumentError(`"${text}" is no strength.`);
  return value;
}

function blocks(text: string): { first: number; last: number; strength: number } {
  const [, first, last, value] = /^(\d{1,4})(?:-(\d{1,4}))?=(.+)$/.exec(text) ?? [];
  if (first === undefined || value === undefined) {
    throw new InvalidArgumentError(`"${text}" is no block or range of blocks with its strength, e.g. 0-9=0.2.`);
  }
  return { first: Number(first), last: Number(last ?? first), strength: strength(value) };
}

/** Adds what one `--lora` says to those before it. */
export function addLora(text: string, before: readonly LoraChoiceInput[] = []): LoraChoiceInput[] {
  const at = text.indexOf('=');
  if (at === 0 || text === '') throw new InvalidArgumentError('It takes the name of a LoRA.');
  if (at < 0) return [...before, { name: text }];
  const [own, ...ranges] = text.slice(at + 1).split(',') as [string, ...string[]];
  return [...before, { name: text.slice(0, at), strength: strength(own), blocks: ranges.map(blocks) }];
}
