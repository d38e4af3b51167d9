/** In-place radix-2 FFT of a complex signal whose length is a power of two. */
export function fft(real: Float64Array, imaginary: Float64Array): void {
  const n = real.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [real[i], real[j]] = [real[j]!, real[i]!];
      [imaginary[i], imaginary[j]] = [imaginary[j]!, imaginary[i]!];
    }
  }
  for (let size = 2; size <= n; size <<= 1) {
    const half = size >> 1;
    for (let k = 0; k < half; k++) {
      const angle = (-2 * Math.PI * k) / size;
      const cos = Math.cos(angle);
      const sin = Math.sin(angle);
      for (let even = k; even < n; even += size) {
        const odd = even + half;
        const r = real[odd]! * cos - imaginary[odd]! * sin;
        const i = real[odd]! * sin + imaginary[odd]! * cos;
        real[odd] = real[even]! - r;
        imaginary[odd] = imaginary[even]! - i;
        real[even] = real[even]! + r;
        imaginary[even] = imaginary[even]! + i;
      }
    }
  }
}
