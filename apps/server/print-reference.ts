import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CATALOGUE } from '../../core/errors/catalogue.ts';
import { configSchema, PACKAGE_ROOT } from './config.ts';

function errorCodesText(): string {
  const rows = Object.entries(ERROR_CATALOGUE).map(([code, sentence]) => `| \`${code}\` | ${sentence} |`);
  return `# Error codes

Expected failures have a stable code. Messages are for people and may change; programs should go by the code. Typed errors of the API carry it in \`code\`, together with the \`field\` at fault and what would be \`accepted\`; errors of queries and of plain HTTP requests in \`errors[].extensions.code\`; a failed run in \`errorCode\`. Requests that are not valid GraphQL have the codes of the GraphQL server, \`GRAPHQL_PARSE_FAILED\`, \`GRAPHQL_VALIDATION_FAILED\` and \`BAD_REQUEST\`.

| code | when |
| --- | --- |
${rows.sort().join('\n')}
`;
}

/** Defaults that depend on the machine, in words. */
const DEFAULTS_IN_WORDS: Readonly<Record<string, string>> = { GENESIS_THREADS: 'number of cores' };

function defaultText(name: string, value: unknown): string {
  const words = DEFAULTS_IN_WORDS[name];
  if (words !== undefined) return words;
  return value === undefined || (Array.isArray(value) && value.length === 0) ? 'none' : `\`${value}\``;
}

function configurationText(): string {
  const rows = Object.entries(configSchema.shape).map(
    ([name, field]) =>
      `| \`${name}\` | ${defaultText(name, field.safeParse(undefined).data)} | ${field.description ?? ''} |`,
  );
  return `# Configuration

The server reads environment variables. Sizes are in bytes. A variable that is set to nothing counts as left out; a value that does not fit ends the start with a sentence that names the variable. One with this prefix that the server does not read, because it is misspelt, is told on standard error.

| variable | default | meaning |
| --- | --- | --- |
${rows.join('\n')}

Opening the server to other hosts takes both \`GENESIS_HOST\` and \`GENESIS_API_KEY\`:

\`\`\`sh
GENESIS_HOST=0.0.0.0 GENESIS_API_KEY=$(openssl rand -hex 32) npm start
\`\`\`

Requests from this machine under a local name (such as localhost) need no key. All others do, and so do requests that a proxy marks with \`Forwarded\`, \`Via\`, \`X-Forwarded-For\`, \`-Host\` or \`-Proto\`, or \`X-Real-IP\`; a proxy on this machine must set one of them. There is no TLS: put a proxy in front for that.
`;
}

/** Reference pages by path, as the sources say they should be. */
export function referencePages(): ReadonlyMap<string, string> {
  return new Map([
    [join(PACKAGE_ROOT, 'docs/error-codes.md'), errorCodesText()],
    [join(PACKAGE_ROOT, 'docs/configuration.md'), configurationText()],
  ]);
}

if (process.argv[1] === import.meta.filename) {
  for (const [file, text] of referencePages()) writeFileSync(file, text);
}
