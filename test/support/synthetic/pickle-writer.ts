/** Writes the pickles that `torch.save` writes for a dict of tensors, and hostile ones. */
export class PickleWriter {
  readonly #pieces: Buffer[] = [Buffer.from([0x80, 2])];

  raw(bytes: Uint8Array | readonly number[]): this {
    this.#pieces.push(Buffer.from(bytes as Uint8Array));
    return this;
  }

  op(opcode: string): this {
    return this.raw(Buffer.from(opcode, 'latin1'));
  }

  text(value: string): this {
    const bytes = Buffer.from(value);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    return this.op('X').raw(length).raw(bytes);
  }

  global(module: string, name: string): this {
    return this.raw(Buffer.from(`c${module}\n${name}\n`));
  }

  whole(value: number): this {
    if (value >= 0 && value < 2 ** 31) {
      const bytes = Buffer.alloc(4);
      bytes.writeInt32LE(value);
      return this.op('J').raw(bytes);
    }
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(value));
    return this.raw([0x8a, 8]).raw(bytes);
  }

  tuple(write: (writer: this) => void): this {
    this.op('(');
    write(this);
    return this.op('t');
  }

  finish(): Buffer {
    return Buffer.concat([...this.#pieces, Buffer.from('.')]);
  }
}
