import { describe, expect, it } from 'vitest';
import { outOfMemoryText } from '../../core/errors/out-of-memory-text.ts';

describe('memory that ran out is recognised', () => {
  it.each([
    [
      'the arena of onnxruntime',
      "Non-zero status code returned while running MatMul node. Name:'MatMul_857' Status Message: bfc_arena.cc:360 void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool, onnxruntime::Stream*) Failed to allocate memory for requested buffer of size 3145728",
      3145728,
    ],
    [
      'an arena with a limit',
      'bfc_arena.cc:347 Available memory of 1048576 is smaller than requested bytes of 4194304',
      4194304,
    ],
    ['the plain allocator', 'Exception during initialization: std::bad_alloc', null],
    ['the plain allocator on Windows', 'bad allocation', null],
    [
      'a WebGPU buffer beyond the limit',
      'WebGPU device error(2): Buffer size (3185049600) exceeds the max buffer size limit (1073741824).',
      3185049600,
    ],
    ['a WebGPU allocation', 'webgpu_context.cc:120 operator()] WebGPU device error(3): Out of memory', null],
    [
      'Vulkan below WebGPU',
      'vkAllocateMemory failed with VK_ERROR_OUT_OF_DEVICE_MEMORY\n    at CheckVkOOMThenSuccessImpl',
      null,
    ],
    ['a lost WebGPU device', 'webgpu_context.cc:131 WebGPU device lost (1): VK_ERROR_DEVICE_LOST', null],
    ['a call on a lost device', '[Device] is lost.\n - While calling [Queue].Submit', null],
    ['CUDA', 'CUDA failure 2: out of memory ; GPU=0 ; expr=cudaMalloc((void**)&p, size);', null],
    ['the heap of V8', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory', null],
    ['a start of V8', '# Fatal javascript OOM in MemoryChunk allocation failed during deserialization.', null],
    ['an ArrayBuffer', 'RangeError: Array buffer allocation failed', null],
    ['a mapped file', 'mmap /models/dit.safetensors failed: Cannot allocate memory', null],
    ['an errno', "ENOMEM: not enough memory, read 'tensors.safetensors'", null],
  ])('%s', (_what, text, requestedBytes) => {
    expect(outOfMemoryText(text)).toEqual({ requestedBytes });
  });

  it.each([
    'the host of wan-dit ended (signal SIGKILL)',
    'Segmentation fault (core dumped)',
    'Non-zero status code returned while running Reshape node. The input tensor cannot be reshaped to the requested shape',
    'Instance dropped',
    'ENOSPC: no space left on device, write',
    'the parcel is lost',
  ])('and another failure is not: %s', (text) => {
    expect(outOfMemoryText(text)).toBeNull();
  });
});
