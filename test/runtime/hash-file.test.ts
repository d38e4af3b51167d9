import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hashFile } from '../../core/runtime/hash-file.ts';
import { temporaryFolder } from '../support/media.ts';

const folder = temporaryFolder();

// FIPS 180-2, appendix B.1 and B.3, and the hash of nothing.
it.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
])('hashes a file of any length (%#)', async (content, expected) => {
  const file = join(folder, 'content');
  writeFileSync(file, content);
  expect(await hashFile(file)).toBe(expected);
});
