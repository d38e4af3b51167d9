import type { ContributionOf } from '../plugin-api/define.ts';
import type { PluginKind } from '../plugin-api/plugin.ts';
import type { PluginChoice } from '../runs/spec.ts';
import { checkedGuidance } from './checked-guidance.ts';
import { checkedMemoryStrategy } from './checked-memory-strategy.ts';
import { checkedOutput } from './checked-output.ts';
import { checkedScheduler } from './checked-scheduler.ts';
import { checkedStepCache } from './checked-step-cache.ts';
import { calling, type Offer, requireFunctions } from './offer.ts';
import type { PluginRegistry } from './registry.ts';

export type Product<Kind extends PluginKind> =
  ContributionOf<Kind> extends { create(...args: never): infer Made } ? Made : never;

interface Check<Made> {
  /** Functions that the product has. */
  readonly functions: readonly string[];
  /** The product with its answers checked. @default as it is */
  readonly checked?: (offer: Offer, made: Made) => Made;
}

const CHECKS: { readonly [Kind in PluginKind]: Check<Product<Kind>> } = {
  scheduler: { functions: ['prepare'], checked: checkedScheduler },
  guidance: { functions: ['prepare'], checked: checkedGuidance },
  'step-cache': { functions: ['prepare'], checked: checkedStepCache },
  'memory-strategy': { functions: ['plan'], checked: checkedMemoryStrategy },
  output: { functions: ['openSegment', 'join'], checked: checkedOutput },
  precision: { functions: ['format'] },
  'execution-provider': { functions: ['session'] },
  network: { functions: ['detect', 'facts', 'build', 'bind'] },
};

/**
 * What a chosen plugin makes with its options. What it breaks of its contract while it is used is told with its name.
 * @param onSlow told of its calls that take long, by its name
 * @throws GenesisError PLUGIN_NOT_FOUND, PLUGIN_OPTIONS_INVALID, PLUGIN_INVALID
 */
export function createPlugin<Kind extends PluginKind>(
  registry: PluginRegistry,
  kind: Kind,
  choice: Pick<PluginChoice, 'id' | 'options'>,
  field: string = kind,
  onSlow: (name: string, part: string, seconds: number) => void = () => {},
): Product<Kind> {
  const { plugin, contribution } = registry.find(kind, choice.id, field);
  const options = registry.parseOptions(kind, choice.id, choice.options, field);
  const name = `${kind} ${JSON.stringify(choice.id)} of plugin ${plugin.name}`;
  const offer: Offer = {
    name,
    field,
    log: (message) => console.error(`${name}: ${message}`),
    slow: (part, seconds) => onSlow(name, part, seconds),
  };
  const made = calling(offer, 'create', () => contribution.create({ log: offer.log }, options));
  const { functions, checked }: Check<Product<Kind>> = CHECKS[kind];
  requireFunctions(offer, 'create', made, functions);
  return checked ? checked(offer, made as Product<Kind>) : (made as Product<Kind>);
}
