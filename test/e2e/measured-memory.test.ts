import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RealServer } from '../support/real-server.ts';
import { SHORT, talk } from '../support/talk.ts';

const MIB = 2 ** 20;

interface Peaks {
  readonly stage: string;
  readonly cached: boolean;
  readonly peakBytes: number | null;
  readonly processes: readonly { readonly role: string; readonly peakBytes: number }[];
}
interface StoredRun {
  readonly id: string;
  readonly peakBytes: number;
  readonly memoryTimeline: { readonly intervalSeconds: number; readonly ramBytes: readonly number[] };
  readonly memory: { readonly plan: { readonly vaeTiling: unknown } };
  readonly stages: readonly (Peaks & { readonly forecast: { readonly stage: string } | null })[];
}
interface Event {
  readonly __typename: string;
  readonly timeline?: StoredRun['memoryTimeline'];
}

let server: RealServer;
beforeAll(async () => {
  server = await RealServer.launch();
});
afterAll(() => server.stop());

async function ask<Data>(query: string, variables: Record<string, unknown>): Promise<Data> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

async function storedEvents(id: string): Promise<Event[]> {
  const client = createClient({ url: `${server.url}/graphql` });
  const query = `subscription ($id: ID!) { generationEvents(id: $id) { __typename
    ... on StageFinished { stage cached peakBytes processes { role peakBytes } }
    ... on MemoryMeasured { timeline { intervalSeconds ramBytes } } } }`;
  const events: Event[] = [];
  for await (const { data } of client.iterate<{ generationEvents: Event }>({ query, variables: { id } }))
    if (data) events.push(data.generationEvents);
  client.dispose();
  return events;
}

const peakOf = (stage: Peaks | undefined, role: string): number =>
  stage?.processes.find((process) => process.role === role)?.peakBytes ?? 0;

describe('the memory of a run with the VAE in tiles, through the real server', () => {
  it('is measured per process and stage, stored over time, and told beside its forecast', async () => {
    const memory = { id: 'tiled', options: { tile: 64, overlap: 32 } };
    const { generation } = await talk(server.client, 1, { ...SHORT, maxFrames: 17, memory });
    const found = await ask<{ generation: { runs: StoredRun[] } }>(
      `query ($id: ID!) { generation(id: $id) { runs { id peakBytes memoryTimeline { intervalSeconds ramBytes }
        memory { plan { vaeTiling { tile overlap } } }
        stages { stage cached peakBytes processes { role peakBytes } forecast { stage } } } } }`,
      { id: generation.id },
    );
    const run = found.generation.runs[0]!;
    expect(run.memory.plan.vaeTiling).toEqual({ tile: 64, overlap: 32 });

    const denoise = run.stages.find(({ stage }) => stage === 'DENOISE');
    const decode = run.stages.find(({ stage }) => stage === 'DECODE');
    // 42 MB and 16 MB of weights on top of a program of Node.js; the others are known to be programs of Node.js.
    expect(peakOf(denoise, 'DIT')).toBeGreaterThan(60 * MIB);
    expect(peakOf(decode, 'VAE')).toBeGreaterThan(40 * MIB);
    for (const stage of [denoise, decode]) {
      expect(peakOf(stage, 'SERVER')).toBeGreaterThan(20 * MIB);
      expect(peakOf(stage, 'WORKER')).toBeGreaterThan(20 * MIB);
      const sum = stage!.processes.reduce((total, { peakBytes }) => total + peakBytes, 0);
      expect(stage!.peakBytes).toBeGreaterThan(Math.max(...stage!.processes.map(({ peakBytes }) => peakBytes)));
      expect(stage!.peakBytes).toBeLessThanOrEqual(sum);
    }
    expect(denoise!.forecast).toEqual({ stage: 'denoise' });

    const { intervalSeconds, ramBytes } = run.memoryTimeline;
    expect(ramBytes.length).toBeGreaterThan(3);
    expect(ramBytes.length).toBeLessThanOrEqual(240);
    expect(intervalSeconds).toBeGreaterThanOrEqual(0.2);
    expect(run.peakBytes).toBe(Math.max(...ramBytes));
    expect(run.peakBytes).toBe(Math.max(...run.stages.map(({ peakBytes }) => peakBytes ?? 0), ...ramBytes));

    const events = await storedEvents(generation.id);
    const told = events.filter((event) => event.__typename === 'StageFinished');
    expect(told).toEqual(run.stages.map(({ forecast: _, ...stage }) => ({ __typename: 'StageFinished', ...stage })));
    expect(events.find((event) => event.__typename === 'MemoryMeasured')?.timeline).toEqual(run.memoryTimeline);
  }, 180_000);

  it('says nothing of a stage that came from the cache', async () => {
    const memory = { id: 'tiled', options: { tile: 64, overlap: 32 } };
    const { generation } = await talk(server.client, 1, { ...SHORT, maxFrames: 17, memory });
    const found = await ask<{ generation: { runs: StoredRun[] } }>(
      'query ($id: ID!) { generation(id: $id) { runs { stages { cached peakBytes processes { role } } } } }',
      { id: generation.id },
    );
    const { stages } = found.generation.runs[0]!;
    expect(stages.length).toBeGreaterThan(5);
    for (const stage of stages) expect(stage).toEqual({ cached: true, peakBytes: null, processes: [] });
  }, 60_000);
});
