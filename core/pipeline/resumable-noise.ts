/** Standard-normal numbers in the order in which a run consumes them, from a stream that can be continued. */
export interface ResumableNoise {
  randn(count: number): Float32Array;
  /** Plain JSON data. */
  save(): unknown;
  restore(state: unknown): void;
}
