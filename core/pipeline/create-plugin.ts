import type { AnyContribution, ContributionOf, PluginKind } from '../plugin-api/index.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';
import type { PluginChoice } from '../runs/spec.ts';

export type Product<Kind extends PluginKind> =
  ContributionOf<Kind> extends { create(...args: never): infer Made } ? Made : never;

/** What a chosen plugin makes with its options. */
export function createPlugin<Kind extends PluginKind>(
  registry: PluginRegistry,
  kind: Kind,
  choice: Pick<PluginChoice, 'id' | 'options'>,
  field?: string,
): Product<Kind> {
  const contribution: AnyContribution = registry.get(kind, choice.id, field);
  return contribution.create(
    { log: () => {} },
    registry.parseOptions(kind, choice.id, choice.options, field),
  ) as Product<Kind>;
}
