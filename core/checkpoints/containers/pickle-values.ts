/** A name that a pickle refers to: a class or a function of a Python module. Never looked up, never called. */
export interface PickleGlobal {
  readonly kind: 'global';
  readonly module: string;
  readonly name: string;
}

/** What the reader's host made of a persistent id or of a call. */
export interface PickleObject {
  readonly kind: 'object';
  readonly value: unknown;
}

/** Lists and tuples are arrays, dicts and ordered dicts are maps. */
export type Pickled =
  | null
  | boolean
  | number
  | string
  | Pickled[]
  | Map<string | number, Pickled>
  | PickleGlobal
  | PickleObject;

/** Decides what a pickle may contain beyond numbers, strings, lists, tuples and dicts. */
export interface PickleHost {
  allows(module: string, name: string): boolean;
  persistent(id: Pickled): Pickled;
  /** What calling an allowed global with these arguments stands for. */
  call(callee: PickleGlobal, args: readonly Pickled[]): Pickled;
}

export const isGlobal = (value: Pickled): value is PickleGlobal =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'global';
