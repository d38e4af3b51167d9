const FIRST_BYTES = 1024;
/** A byte takes seven bits of a number, and has this one set when more bytes follow. */
const MORE = 0x80;

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= MORE; rest = Math.floor(rest / MORE)) bytes += 1;
  return bytes;
}

/** Writes protocol-buffer wire format: just what an ONNX model needs. */
export class ProtobufWriter {
  #buffer = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;

  /** Makes room for so many bytes more. */
  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(2 * this.#buffer.length, this.#length + bytes));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }

  #byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
  }

  #varint(value: number | bigint): void {
    if (typeof value === 'bigint' || value < 0) {
      this.#longVarint(BigInt.asUintN(64, BigInt(value)));
      return;
    }
    let rest = value;
    // Up to 2^53: beyond the bits that shifts work on.
    for (; rest >= MORE; rest = Math.floor(rest / MORE)) this.#byte((rest % MORE) | MORE);
    this.#byte(rest);
  }

  #longVarint(value: bigint): void {
    let rest = value;
    for (; rest >= 0x80n; rest >>= 7n) this.#byte(Number(rest & 0x7fn) | MORE);
    this.#byte(Number(rest));
  }

  int(field: number, value: number | bigint): this {
    this.#varint(field << 3);
    this.#varint(value);
    return this;
  }

  float(field: number, value: number): this {
    this.#varint((field << 3) | 5);
    this.#reserve(4);
    this.#length = this.#buffer.writeFloatLE(value, this.#length);
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.#varint((field << 3) | 2);
    this.#varint(value.length);
    this.#reserve(value.length);
    this.#buffer.set(value, this.#length);
    this.#length += value.length;
    return this;
  }

  string(field: number, value: string): this {
    const bytes = Buffer.byteLength(value);
    this.#varint((field << 3) | 2);
    this.#varint(bytes);
    this.#reserve(bytes);
    this.#length += this.#buffer.write(value, this.#length);
    return this;
  }

  /** @param write gets this writer: what it writes becomes the message */
  message(field: number, write: (inner: ProtobufWriter) => void): this {
    this.#varint((field << 3) | 2);
    const start = this.#length;
    // Most messages are short: one byte for their length, and those that are not are moved on.
    this.#byte(0);
    write(this);
    const length = this.#length - start - 1;
    if (length < MORE) {
      this.#buffer[start] = length;
      return this;
    }
    const shift = varintBytes(length) - 1;
    this.#reserve(shift);
    this.#buffer.copyWithin(start + 1 + shift, start + 1, this.#length);
    this.#length = start;
    this.#varint(length);
    this.#length += length;
    return this;
  }

  finish(): Uint8Array {
    return new Uint8Array(this.#buffer.subarray(0, this.#length));
  }
}
