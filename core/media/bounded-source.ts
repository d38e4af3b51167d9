import { FilePathSource, type FilePathSourceOptions } from 'mediabunny';

/** What a demuxer calls; it is not in mediabunny's types. */
type Read = (start: number, end: number, ...bounds: number[]) => unknown;

/** Times that the same bytes may be asked for in a row; demuxers do so a few times. */
const MOST_REPEATS = 1000;

/**
 * A file as a source. Looking for the next element of a damaged Matroska or WebM file, mediabunny (1.61) asks for its last
 * 8 bytes again and again and never gets on, which holds the whole process: there the file has ended.
 */
export function boundedSource(file: string, options: FilePathSourceOptions): FilePathSource {
  const source = new FilePathSource(file, options);
  const read = Reflect.get(source, '_read') as Read;
  let [last, repeats] = [Number.NaN, 0];
  const bounded: Read = (start, end, ...bounds) => {
    repeats = start === last ? repeats + 1 : 0;
    last = start;
    return repeats > MOST_REPEATS ? null : read.call(source, start, end, ...bounds);
  };
  Reflect.set(source, '_read', bounded);
  return source;
}
