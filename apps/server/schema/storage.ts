import type { CleanReport } from '../services/storage-cleaner.ts';
import { builder } from './builder.ts';

const CleanReportRef = builder.objectRef<CleanReport>('CleanReport').implement({
  description: 'What was removed.',
  fields: (t) => ({
    assets: t.exposeInt('assets', { description: 'Assets that no generation refers to.' }),
    cacheEntries: t.exposeInt('cacheEntries', { description: 'Stage outputs and unfinished windows.' }),
    mergedWeights: t.exposeInt('mergedWeights', { description: 'Sets of weights with merged LoRAs.' }),
    bytes: t.expose('bytes', { type: 'SafeInt' }),
  }),
});

builder.mutationField('cleanStorage', (t) =>
  t.field({
    type: CleanReportRef,
    description: 'Applies the retention rules now. What a generation that is kept refers to stays.',
    errors: { dataField: { name: 'report' } },
    resolve: (_root, _args, { services }) => services.storage.clean(),
  }),
);
