import { describe, expect, it } from 'vitest';
import { hasIntegerProducts } from '../../plugins/provider-cpu/instructions.ts';

const cpuInfo = (flags: string): string =>
  ['processor\t: 0', 'model name\t: one', `flags\t\t: ${flags}`, 'bugs\t\t: avx_vnni', '', 'processor\t: 1'].join('\n');

describe('whether 8-bit products are quick', () => {
  it.each([
    ['fpu sse2 ssse3 avx avx2 fma avx512f avx512vl avx512_vnni', true],
    ['fpu sse2 ssse3 avx avx2 fma avx_vnni', true],
    ['fpu sse2 ssse3 avx avx2 fma avx512f avx512bw avx512vl', false],
    ['fpu sse2 ssse3 avx avx2 fma', false],
    ['fpu sse2', false],
  ])('%s', (flags, quick) => {
    expect(hasIntegerProducts(cpuInfo(flags))).toBe(quick);
  });

  it('is taken to be so where nobody says', () => {
    expect(hasIntegerProducts(null)).toBe(true);
    expect(hasIntegerProducts('processor\t: 0\nFeatures\t: fp asimd\n')).toBe(true);
  });
});
