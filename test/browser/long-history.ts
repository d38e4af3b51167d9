import { join } from 'node:path';
import { succeeded } from '../../apps/cli/client.ts';
import { CancelGeneration } from '../../apps/cli/operations.ts';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { decodeId } from '../../apps/server/schema/ids.ts';
import type { GenerationState } from '../../core/runs/spec.ts';
import { openDatabase } from '../../db/database.ts';
import { GenerationRepository } from '../../db/repositories/generations.ts';
import type { RealServer } from '../support/real-server.ts';
import { SHORT, start } from '../support/talk.ts';

const STATES: readonly GenerationState[] = ['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'FAILED', 'CANCELLED'];

/** Fills the history of a server with `count` ended generations, and starts the server again. */
export async function fillHistory(server: RealServer, count: number): Promise<void> {
  const id = await start(server.client, 1, SHORT);
  succeeded((await server.client.execute(CancelGeneration, { id })).cancelGeneration);
  await server.kill();
  const database = openDatabase(join(server.dataDir, 'genesis.sqlite'), join(PACKAGE_ROOT, 'db', 'migrations'));
  const generations = new GenerationRepository(database);
  const { spec } = generations.find(decodeId('Generation', id, 'id'))!;
  database.transaction(() => {
    for (let index = 0; index < count; index++) {
      const prompt = `a person is talking about subject ${index}`;
      const one = {
        spec: { ...spec, prompt, seed: index },
        specHash: `${index}`,
        requestHash: `${index}`,
        idempotencyKey: null,
      };
      generations.setState(generations.insert(one).id, STATES[index % STATES.length]!);
    }
  });
  database.close();
  await server.start();
}
