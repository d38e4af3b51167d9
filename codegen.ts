import type { CodegenConfig } from '@graphql-codegen/cli';

const scalars = { JSON: 'unknown', DateTime: 'string', SafeInt: 'number', File: 'unknown' };
const shared = { enumsAsTypes: true, useTypeImports: true, importExtension: '.ts', scalars } as const;

/** `npm run codegen`: the typed clients of the command line programs and of the page, from the committed schema. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  generates: {
    'apps/cli/generated/': {
      documents: ['apps/cli/operations*.ts', 'apps/cli/{length,plan}/operation.ts'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { ...shared, documentMode: 'string' },
    },
    'apps/studio/src/api/generated/': {
      documents: ['apps/studio/src/api/operations/*.ts'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: shared,
    },
  },
};

export default config;
