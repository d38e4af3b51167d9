import type { CodegenConfig } from '@graphql-codegen/cli';

/** `npm run codegen`: the typed client of the command line programs, from the committed schema. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['apps/cli/operations.ts'],
  generates: {
    'apps/cli/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        importExtension: '.ts',
        scalars: {
          JSON: 'unknown',
          DateTime: 'string',
          SafeInt: 'number',
          File: 'unknown',
        },
      },
    },
  },
};

export default config;
