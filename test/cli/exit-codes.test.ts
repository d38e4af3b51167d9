import { expect, it } from 'vitest';
import { ApiError, NoServerError } from '../../apps/cli/client.ts';
import { explain, plainFailure } from '../../apps/cli/exit-codes.ts';
import { GenerationFailed } from '../../apps/cli/generate.ts';
import { table } from '../../apps/cli/models/text.ts';
import { GenesisError } from '../../core/errors/genesis-error.ts';

const nowhere = { field: null, accepted: null, stage: null };
const full = Object.assign(new Error("ENOSPC: no space left on device, write '/data/x'"), { code: 'ENOSPC' });

it.each([
  ['what is refused', new ApiError({ code: 'SIZE_INVALID', message: 'x' }), 2],
  ['a bug of the server', new ApiError({ code: 'INTERNAL', message: 'x' }), 1],
  ['a full disk of the server', new ApiError({ code: 'DISK_FULL', message: 'x' }), 3],
  ['a full queue', new ApiError({ code: 'QUEUE_FULL', message: 'x' }), 3],
  ['a full disk here', full, 3],
  ['a download that failed', new GenesisError('DOWNLOAD_FAILED', 'x'), 3],
  ['a run that failed', new GenerationFailed({ code: 'OUT_OF_MEMORY', message: 'x', ...nowhere }), 3],
  ['no server', new NoServerError('x'), 4],
  ['a cancelled download', new GenesisError('CANCELLED', 'x'), 130],
  ['a cancelled run', new GenerationFailed({ code: 'CANCELLED', message: 'x', ...nowhere }), 130],
])('%s has the exit code that the page tells', (_what, error, exitCode) => {
  expect(explain(error).exitCode).toBe(exitCode);
});

it('a failed file operation has a code of ours for scripts', () => {
  expect(plainFailure(full)).toMatchObject({ code: 'DISK_FULL', message: full.message });
  expect(() => explain(new TypeError('a bug'))).toThrow('a bug');
});

it('names of files and tensors, and prompts, do not drive the terminal', () => {
  const { text } = explain(new GenesisError('CHECKPOINT_INVALID', 'a\u001b[31m\nb\u202e.safetensors: is empty'));
  expect(text).toBe('CHECKPOINT_INVALID: a\\x1b[31m\\x0ab\\u202e.safetensors: is empty');
  expect(table([['声\u0007', 'x']])).toEqual(['声\\x07  x']);
});
