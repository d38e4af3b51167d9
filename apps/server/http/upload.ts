/** A file of a multipart request while it streams in. Read at most once. */
export class Upload {
  readonly filename: string;
  readonly content: AsyncIterable<Uint8Array>;

  constructor(filename: string, content: AsyncIterable<Uint8Array>) {
    this.filename = filename;
    this.content = content;
  }
}
