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
    'apps/studio/src/api/generated/schema.ts': {
      plugins: ['typescript'],
      config: { ...shared, onlyOperationTypes: true },
    },
    // The documents of each view in a file of their own, a fragment once: a view loads no other's.
    'apps/studio/src/api/': {
      documents: ['apps/studio/src/api/operations/*.graphql'],
      preset: 'near-operation-file',
      presetConfig: { baseTypesPath: 'generated/schema.ts', folder: '../generated', extension: '.ts' },
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        ...shared,
        documentMode: 'graphQLTag',
        gqlImport: '@urql/core#gql',
        pureMagicComment: true,
        documentVariableSuffix: '',
        fragmentVariableSuffix: '',
        dedupeFragments: true,
        importSchemaTypesFrom: 'apps/studio/src/api/generated/schema.ts',
      },
    },
  },
};

export default config;
