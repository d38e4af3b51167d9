import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WRITTEN_DIALECTS } from '../support/synthetic/dialect-names.ts';
import { WRITTEN_CONTAINERS } from '../support/synthetic/write-checkpoint.ts';
import { dtypeName, PARITY_DTYPES } from './dtypes.ts';
import { type ParityForm, runInForm } from './forms.ts';

/** One recorded case of every network. `parity --matrix` runs every form over every case. */
const CASES = ['umt5_short', 'clip_preprocessed', 'wav2vec2_plain', 'vae_encode_5f', 'dit_infinitetalk_single'].map(
  (name) => join('test/fixtures/parity', name),
);

const DTYPES = Object.keys(PARITY_DTYPES);
/** Every dialect in every container without loss, and every dtype in a dialect and a container that take turns. */
const FORMS: ParityForm[] = [
  ...WRITTEN_DIALECTS.flatMap((dialect) =>
    WRITTEN_CONTAINERS.map((container) => ({ dialect, container, dtype: 'f32' })),
  ),
  ...DTYPES.slice(1).map((dtype, i) => ({
    dialect: WRITTEN_DIALECTS[i % WRITTEN_DIALECTS.length]!,
    container: WRITTEN_CONTAINERS[i % WRITTEN_CONTAINERS.length]!,
    dtype,
  })),
];

describe('recorded networks, with their weights as another tool would have written them', () => {
  it.each(FORMS)('$dialect, $container, $dtype', async (form) => {
    const lines: string[] = [];
    const { passed, failed } = await runInForm(CASES, form, (line) => lines.push(line));
    expect({ passed, failed }, lines.join('\n')).toEqual({ passed: CASES.length, failed: 0 });
  });

  it('are compared with bounds that a wrong dtype does not keep', async () => {
    const form = { dialect: 'official', container: 'safetensors' } as const;
    const counts = await runInForm(CASES, { ...form, dtype: 'bf16' }, () => {});
    expect(counts.failed).toBe(0);
    const { bounds } = PARITY_DTYPES.f16!;
    const worst: number[] = [];
    await runInForm(CASES, { ...form, dtype: 'bf16' }, (line) => worst.push(Number(/rel L2 (\S+)/.exec(line)![1])));
    expect(Math.max(...worst)).toBeGreaterThan(bounds!.network);
  });
});

it('dtypes go by the names of file formats and of precision plugins alike', () => {
  expect(['F16', 'fp16', 'F8_E4M3', 'fp8_e4m3fn', 'F8_E5M2_SCALED', 'q4', 'int3'].map(dtypeName)).toEqual([
    'f16',
    'f16',
    'fp8_e4m3fn',
    'fp8_e4m3fn',
    'fp8_e5m2_scaled',
    'q4',
    null,
  ]);
});

it('cases without weights stay exact whatever the dtype', async () => {
  const lines: string[] = [];
  const form = { dialect: 'official', container: 'safetensors', dtype: 'fp8_e5m2' } as const;
  await runInForm(['test/fixtures/parity/bucket'], form, (line) => lines.push(line));
  expect(lines.every((line) => line.includes('(bound 0), rel L2 0.00e+0 (bound 0)'))).toBe(true);
});
