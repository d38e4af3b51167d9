import type { z } from 'zod';
import type { InOtherLanguages, Translations } from './translations.ts';

/** Version of the plugin door. A plugin states the version that it was written for in `api`. */
export const PLUGIN_API_VERSION = 1;

export const PLUGIN_KINDS = [
  'scheduler',
  'guidance',
  'step-cache',
  'memory-strategy',
  'precision',
  'execution-provider',
  'output',
  'network',
] as const;

export type PluginKind = (typeof PLUGIN_KINDS)[number];

/** What plugin code may use of its surroundings. */
export interface PluginContext {
  readonly log: (message: string) => void;
}

/** Why a contribution cannot run on this machine; a plain string where it is in one language alone. */
export interface Unavailability {
  /** Part of a sentence, after `cannot run here:`. */
  readonly reason: string;
  /** @example { zh: { reason: '没有安装驱动' } } */
  readonly translations?: InOtherLanguages<'reason'>;
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
   * The same by BCP 47 tag. The description of an option is translated beside it:
   * `.describe('Side of a tile.').meta({ translations: { zh: '分块的边长。' } })`.
   * @default none: everybody reads `title` and `description`
   * @example { zh: { title: '分块 VAE' }, 'pt-BR': { title: 'VAE em blocos' } }
   */
  readonly translations?: Translations;
  /**
   * Schema of the user's options: a Zod object. Every field has a default and a description, so that
   * `{}` is valid and a client can draw the form.
   */
  readonly options: z.ZodType<Options>;
  create(context: PluginContext, options: Options): Product;
}
