import { readFileSync } from 'node:fs';
import { arch } from 'node:process';

/** Sums of products of 8-bit integers in one instruction, as Linux names them: AVX-512 VNNI and AVX-VNNI. */
const PRODUCT_FLAGS = ['avx512_vnni', 'avx_vnni'];

/**
 * Whether the processor sums products of 8-bit integers in one instruction. Without that, onnxruntime's 8-bit kernels are
 * slower than float32 ones. Only Linux tells; elsewhere, and on other architectures than x64, it is taken to be so.
 * @param cpuInfo Linux: the text of `/proc/cpuinfo`; `null` where there is none
 */
export function hasIntegerProducts(cpuInfo: string | null): boolean {
  const flags = cpuInfo && /^flags\s*:(.*)$/m.exec(cpuInfo)?.[1]?.trim().split(/\s+/);
  return !flags || PRODUCT_FLAGS.some((flag) => flags.includes(flag));
}

/** What Linux says of this machine's processor, on x64. */
export function readCpuInfo(): string | null {
  if (arch !== 'x64') return null;
  try {
    return readFileSync('/proc/cpuinfo', 'utf8');
  } catch {
    return null;
  }
}
