import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { createServices } from '../../apps/server/container.ts';
import type { Services } from '../../apps/server/services/services.ts';
import { apiOver, type GraphQLAnswer, type TestApi, uploadForm } from '../support/api-client.ts';
import { testConfig } from '../support/api-services.ts';
import { type Example, fillIn, missing, readExamples } from './examples.ts';

const examples = readExamples(readFileSync(join(PACKAGE_ROOT, 'docs/api.md'), 'utf8'));
const ids = new Map<string, string>();
const data = mkdtempSync(join(tmpdir(), 'genesis-docs-'));
let api: TestApi<Services>;

beforeAll(async () => {
  const config = testConfig({ GENESIS_DATA: data, GENESIS_THREADS: '1' });
  api = apiOver(await createServices(config, pino({ level: 'silent' })), config);
});
afterAll(async () => {
  await api?.services.close();
  rmSync(data, { recursive: true, force: true });
});

/** The first payloads of a subscription, as many as the example shows. */
async function firstPayloads(query: string, variables: Record<string, unknown>, count: number): Promise<unknown[]> {
  const leave = new AbortController();
  const response = await api.fetch({
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query, variables }),
    signal: leave.signal,
  });
  const payloads: unknown[] = [];
  let text = '';
  // The DOM's types do not know that a ReadableStream can be iterated.
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    payloads.splice(
      0,
      Number.POSITIVE_INFINITY,
      ...[...text.matchAll(/^data: (.+)$/gm)].map(([, json]) => (JSON.parse(json!) as GraphQLAnswer).data),
    );
    if (payloads.length >= count) break;
  }
  leave.abort();
  return payloads.slice(0, count);
}

async function run({ query, variables, response }: Example): Promise<unknown> {
  const filled = fillIn(variables, ids) as Record<string, unknown>;
  if (/^\s*subscription/.test(query)) return firstPayloads(query, filled, (response as unknown[]).length);
  if (typeof filled.file === 'string') {
    const body = uploadForm(query, readFileSync(join(PACKAGE_ROOT, filled.file)), basename(filled.file));
    return ((await (await api.fetch({ method: 'POST', body })).json()) as GraphQLAnswer).data;
  }
  const answer = await api.execute(query, filled);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

it.each(examples)('$title answers as the page shows', async (example) => {
  const answer = await run(example);
  expect(missing(fillIn(example.response, ids), answer, ids), JSON.stringify(answer)).toEqual([]);
});

it('covers every GraphQL block of the page', () => {
  const page = readFileSync(join(PACKAGE_ROOT, 'docs/api.md'), 'utf8');
  expect(examples).toHaveLength([...page.matchAll(/^```graphql$/gm)].length);
});
