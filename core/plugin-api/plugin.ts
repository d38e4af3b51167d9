import type { z } from 'zod';

/** Version of the plugin door. A plugin states the version that it was written for in `api`. */
export const PLUGIN_API_VERSION = 1;

export type PluginKind =
  | 'network'
  | 'scheduler'
  | 'guidance'
  | 'step-cache'
  | 'memory-strategy'
  | 'precision'
  | 'execution-provider'
  | 'output';

/** What plugin code may use of its surroundings. */
export interface PluginContext {
  readonly log: (message: string) => void;
}

/** One thing that a plugin offers: a scheduler, a network, an output, ... */
export interface Contribution<Kind extends PluginKind, Options, Product> {
  readonly kind: Kind;
  /** Unique within its kind: lower-case letters, digits and `-_./+*`. */
  readonly id: string;
  /** Semantic version of this contribution; part of every cache key that its output goes into. */
  readonly version: string;
  readonly title: string;
  readonly description: string;
  /**
   * Schema of the user's options: a Zod object. Every field has a default and a description, so that
   * `{}` is valid and a client can draw the form.
   */
  readonly options: z.ZodType<Options>;
  create(context: PluginContext, options: Options): Product;
}
