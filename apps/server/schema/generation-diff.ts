import { type SettingDifference, specDifferences } from '../../../core/runs/spec-differences.ts';
import { builder } from './builder.ts';
import { decodeId } from './ids.ts';

const SettingDifferenceRef = builder.objectRef<SettingDifference>('SettingDifference').implement({
  description: 'One setting, input or prompt that two generations do not share.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Such as `steps` or `scheduler.options.solverOrder`.' }),
    first: t.expose('first', { type: 'JSON', nullable: true, description: 'Null also where it has none.' }),
    second: t.expose('second', { type: 'JSON', nullable: true, description: 'Null also where it has none.' }),
  }),
});

builder.queryFields((t) => ({
  generationDiff: t.field({
    type: [SettingDifferenceRef],
    description: 'In what two generations differ, inputs by their content. Empty: they would give the same video.',
    args: { first: t.arg.id({ required: true }), second: t.arg.id({ required: true }) },
    resolve: (_root, { first, second }, { services }) => {
      const specOf = (id: string, field: string) => services.generations.find(decodeId('Generation', id, field)).spec;
      return specDifferences(specOf(first, 'first'), specOf(second, 'second'));
    },
  }),
}));
