import type { NetworkRole } from '../../plugin-api/network.ts';
import { converted, type Draft, mapped, type Rule, without } from './rules.ts';

function take(draft: Draft, role: NetworkRole, id: string): void {
  const others = draft.networkPrecision?.filter((entry) => entry.role !== role) ?? [];
  // The wrapper casts weights as they are, without a factor.
  draft.networkPrecision = [...others, { role, id, options: { scaled: false } }];
}

/** Where a loader of the wrapper narrows the weights of its network: fp8, by a plain cast. */
export const quantization =
  (role: NetworkRole): Rule =>
  (value, draft) => {
    if (value === 'disabled') return undefined;
    if (typeof value !== 'string') return null;
    const [, id, scaled, fast] = /^(fp8_e4m3fn|fp8_e5m2)(_scaled)?(_fast)?$/.exec(value) ?? [];
    if (id === undefined) return null;
    if (scaled)
      return without(
        'weights that are stored so are read so; nothing has to be chosen',
        '如此存储的权重会照此读取；无需选择',
      );
    take(draft, role, id);
    return fast
      ? converted(
          'networkPrecision',
          "the weights are held so; arithmetic is in the provider's own type",
          '权重如此保存；计算用执行后端自己的类型',
        )
      : mapped('networkPrecision');
  };
