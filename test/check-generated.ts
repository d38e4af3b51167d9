import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { generate } from '@graphql-codegen/cli';
import { PACKAGE_ROOT } from '../apps/server/config.ts';
import { referencePages } from '../apps/server/print-reference.ts';
import { SCHEMA_FILE, schemaText } from '../apps/server/print-schema.ts';
import codegen from '../codegen.ts';

/** Names of committed files that differ from what the sources generate now. Compared in memory; nothing is written. */
export async function staleFiles(): Promise<string[]> {
  const stale: string[] = [];
  const compare = (file: string, content: string) => {
    if (!existsSync(file) || readFileSync(file, 'utf8') !== content) stale.push(file.slice(PACKAGE_ROOT.length + 1));
  };
  compare(SCHEMA_FILE, schemaText());
  for (const [file, text] of referencePages()) compare(file, text);
  const outputs = (await generate({ ...codegen, schema: schemaText(), cwd: PACKAGE_ROOT, silent: true }, false)) as {
    filename: string;
    content: string;
  }[];
  for (const { filename, content } of outputs) compare(resolve(PACKAGE_ROOT, filename), content);
  return stale;
}

if (process.argv[1] === import.meta.filename) {
  const stale = await staleFiles();
  if (stale.length > 0) {
    console.error(`stale: ${stale.join(', ')}; run npm run schema and npm run codegen`);
    process.exit(1);
  }
}
