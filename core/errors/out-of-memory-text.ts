/**
 * What runtimes say when memory runs out, one pattern each; a group holds the bytes that were asked for.
 * onnxruntime: its arena, the plain allocator, a mapped file, CUDA · Dawn (WebGPU): buffers, the Vulkan and D3D12
 * heaps, a lost device · V8: the heap, an ArrayBuffer · the C++ library and the system.
 */
const PATTERNS: readonly RegExp[] = [
  /Failed to allocate memory for requested buffer of size (\d+)/,
  /Available memory of \d+ is smaller than requested bytes of (\d+)/,
  /BFC Arena ran out of memory trying to allocate (\d+)/,
  /Buffer size \((\d+)\) exceeds the max buffer size limit/,
  /std::bad_alloc|bad allocation/,
  /VK_ERROR_OUT_OF_(?:DEVICE|HOST)_MEMORY/,
  /E_OUTOFMEMORY|CUDA_ERROR_OUT_OF_MEMORY|CUDNN_STATUS_ALLOC_FAILED|CUBLAS_STATUS_ALLOC_FAILED/,
  /WebGPU device lost \(|\bDevice\b[^\n]{0,80} is lost\b|DXGI_ERROR_DEVICE_(?:REMOVED|HUNG)/,
  /JavaScript heap out of memory|Fatal javascript OOM|Array buffer allocation failed|Failed to reserve virtual memory/,
  /\bENOMEM\b|Cannot allocate memory/,
  /\bout of memory\b/i,
];

/**
 * Recognises the text of a failure as memory that ran out. A lost WebGPU device counts: drivers take the device away
 * when its memory is overcommitted, and nothing else that this server does makes them.
 * @returns the bytes that were asked for, where the text names them; null for any other failure
 */
export function outOfMemoryText(text: string): { readonly requestedBytes: number | null } | null {
  for (const pattern of PATTERNS) {
    const match = pattern.exec(text);
    if (match) return { requestedBytes: match[1] === undefined ? null : Number(match[1]) };
  }
  return null;
}
