import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printSchema } from 'graphql';
import { PACKAGE_ROOT } from './config.ts';
import { schema } from './schema/index.ts';

/** Where the committed schema lies. */
export const SCHEMA_FILE = join(PACKAGE_ROOT, 'schema.graphql');

/** The whole schema in SDL, sorted. */
export const schemaText = (): string => `${printSchema(schema)}\n`;

if (process.argv[1] === import.meta.filename) writeFileSync(SCHEMA_FILE, schemaText());
