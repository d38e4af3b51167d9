import { expect, it } from 'vitest';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import { runFailure } from '../../core/runs/run-failure.ts';

it('keeps the code of an expected failure, its field and what would be accepted', () => {
  const error = new GenesisError('NON_FINITE_TENSOR', 'two NaN', { field: 'latents', accepted: 'numbers' });
  expect(runFailure(error, 'denoise')).toEqual({
    code: 'NON_FINITE_TENSOR',
    message: 'two NaN',
    field: 'latents',
    accepted: 'numbers',
    stage: 'denoise',
    outOfMemory: null,
  });
});

it('tells a full disk from other failures of a stage', () => {
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  expect(runFailure(full, 'decode')).toMatchObject({ code: 'DISK_FULL', stage: 'decode' });
  expect(runFailure(new RangeError('too far'), null)).toMatchObject({ code: 'STAGE_FAILED', message: 'too far' });
  expect(runFailure(null, null)).toMatchObject({ code: 'STAGE_FAILED', message: 'null' });
});
