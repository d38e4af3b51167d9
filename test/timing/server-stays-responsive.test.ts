import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ping } from '../../apps/cli/operations.ts';
import { RealServer } from '../support/real-server.ts';
import { SHORT, start, until } from '../support/talk.ts';

let server: RealServer;
beforeAll(async () => {
  server = await RealServer.launch();
});
afterAll(() => server.stop());

describe('while a generation runs', () => {
  it('{ __typename } answers with p99 under 50 ms', async () => {
    const { client } = server;
    const id = await start(client, 1, { ...SHORT, frameWindowSize: 49, motionFrames: 9, maxFrames: 80 });
    let running = true;
    const ended = until(
      client,
      id,
      (event) => event.__typename === 'StateChanged' && event.state === 'SUCCEEDED',
    ).finally(() => {
      running = false;
    });
    const latencies: number[] = [];
    while (running) {
      const began = performance.now();
      await client.execute(Ping, {});
      latencies.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await ended).toBeDefined();
    latencies.sort((a, b) => a - b);
    expect(latencies.length).toBeGreaterThan(100);
    expect(latencies[Math.floor(latencies.length * 0.99)]).toBeLessThan(50);
  });
});
