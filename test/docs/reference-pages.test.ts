import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../apps/server/config.ts';
import { ERROR_CATALOGUE } from '../../core/errors/catalogue.ts';

const page = (name: string) => readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8');

describe('reference pages', () => {
  it('explain every error code, and no other', () => {
    const documented = [...page('error-codes').matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, code, sentence]) => [
      code,
      sentence,
    ]);
    expect(Object.fromEntries(documented)).toEqual(ERROR_CATALOGUE);
  });

  it('name every setting with its meaning', () => {
    const documented = [...page('configuration').matchAll(/^\| `(\w+)` \| (.+) \| (.+) \|$/gm)].map(
      ([, name, , meaning]) => [name, meaning],
    );
    expect(Object.fromEntries(documented)).toEqual(
      Object.fromEntries(Object.entries(configSchema.shape).map(([name, { description }]) => [name, description])),
    );
  });
});
