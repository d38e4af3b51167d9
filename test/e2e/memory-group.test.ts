import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MemoryGroup } from '../support/memory-group.ts';
import { descendants, RealServer } from '../support/real-server.ts';
import { pictureHash, SHORT, type Talk, talk } from '../support/talk.ts';

/** Between what `offload` takes in the demo model's largest stage and what `resident` does. */
const LIMIT = 600e6;

let undisturbed: Talk;
let server: RealServer | undefined;
let group: MemoryGroup;

/** A server that is held to the limit with its worker and hosts. */
async function limitedServer(environment: Readonly<Record<string, string>> = {}): Promise<RealServer> {
  const launched = await RealServer.launch(environment);
  for (const pid of [launched.pid, ...descendants(launched.pid, '')]) group.add(pid);
  return launched;
}

describe.runIf(MemoryGroup.available())('in a control group that resident breaks', () => {
  beforeAll(async () => {
    const unlimited = await RealServer.launch();
    undisturbed = await talk(unlimited.client, 1, SHORT);
    await unlimited.stop();
  });
  beforeEach(() => {
    group = MemoryGroup.make(LIMIT)!;
  });
  afterEach(async () => {
    await server?.stop();
    group.remove();
  });

  it('auto sees the limit and is done with the first run', async () => {
    server = await limitedServer();
    const { generation, video } = await talk(server.client, 1, { ...SHORT, memory: { id: 'auto' } });
    expect(generation.runs.map(({ state }) => state)).toEqual(['SUCCEEDED']);
    expect(group.kills).toBe(0);
    expect(await pictureHash(video)).toBe(await pictureHash(undisturbed.video));
  });

  it('resident steps down once the system has killed a host, to the same bytes', async () => {
    // Whoever configures more memory than there is finds out in the middle of a run.
    server = await limitedServer({ GENESIS_RAM_BYTES: String(64e9) });
    const input = { ...SHORT, memory: { id: 'resident' }, oomPolicy: 'SAME_PICTURE' } as const;
    const { generation, sha256 } = await talk(server.client, 1, input);
    expect(group.kills).toBeGreaterThan(0);
    expect(generation.runs.at(0)).toMatchObject({ state: 'FAILED', errorCode: 'OUT_OF_MEMORY' });
    expect(generation.runs.at(-1)).toMatchObject({ state: 'SUCCEEDED' });
    expect(sha256).toBe(undisturbed.sha256);
  });
});
