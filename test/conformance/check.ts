/** One named check of a contribution; `run` throws when it does not hold. For any test framework, or none. */
export interface Check {
  readonly name: string;
  readonly run: () => void | Promise<void>;
}
