import { setTimeout as delay } from 'node:timers/promises';
import type * as ort from 'onnxruntime-node';
import { describe, expect, it, vi } from 'vitest';
import { GraphBuilder } from '../../core/plugin-api/index.ts';
import { createSession } from '../../core/runtime/create-session.ts';
import { SessionLoader } from '../../core/runtime/session-loader.ts';

const provider = { executionProviders: ['cpu'], sessionOptions: {}, deviceValues: false };

/** A graph whose output says which one it is. */
function constantGraph(value: number): Uint8Array {
  const graph = new GraphBuilder(`constant ${value}`);
  graph.output('y', graph.add(graph.input('x', 'float32', [1]), graph.scalar(value)), [1]);
  return graph.finish().bytes;
}

function makers(names: readonly string[], fails?: string) {
  const made: string[] = [];
  const entries = names.map((name, i) => {
    const make = (): Promise<ort.InferenceSession> => {
      made.push(name);
      return name === fails
        ? Promise.reject(new Error(`${name} does not load`))
        : createSession(constantGraph(i), provider, null);
    };
    return [name, make] as const;
  });
  return { made, all: new Map(entries) };
}

describe('sessions of a network', () => {
  it('are all made by themselves, in order, the first at once', async () => {
    const { made, all } = makers(['a', 'b', 'c']);
    const loader = await SessionLoader.start(all);
    expect(made[0]).toBe('a');
    await vi.waitUntil(() => made.length === 3);
    expect(made).toEqual(['a', 'b', 'c']);
    await loader.release();
  });

  it('are made earlier when they are needed, none besides while something runs, and none twice', async () => {
    const { made, all } = makers(['a', 'b', 'c', 'd', 'e']);
    const loader = await SessionLoader.start(all);
    await loader.during(async () => {
      const before = made.length;
      await loader.get('e');
      await delay(50);
      expect(made.slice(before)).toEqual(['e']);
    });
    await vi.waitUntil(() => made.length === 5);
    expect(made.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await loader.get('e')).toBe(await loader.get('e'));
    await loader.release();
  });

  it('say how long was waited for them, and nothing of what was made while nobody waited', async () => {
    let letGo = (): void => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const at = (value: number) => createSession(constantGraph(value), provider, null);
    const slow = (value: number) => delay(100).then(() => at(value));
    const last = () => held.then(() => at(2));
    const all = { a: () => slow(0), b: () => slow(1), c: last };
    const loader = await SessionLoader.start(new Map(Object.entries(all)));
    await delay(300);
    expect(loader.loadSeconds).toBe(0);
    const waited = loader.during(() => loader.get('c'));
    await delay(200);
    letGo();
    await waited;
    expect(loader.loadSeconds).toBeGreaterThan(0.19);
    await loader.release();
  });

  it('fail where they are needed, each time, and leave the others alone', async () => {
    const { made, all } = makers(['a', 'broken', 'c'], 'broken');
    const loader = await SessionLoader.start(all);
    await vi.waitUntil(() => made.includes('broken'));
    await loader.during(() => loader.get('c'));
    for (let tries = 0; tries < 2; tries++) {
      await expect(loader.during(() => loader.get('broken'))).rejects.toThrow('broken does not load');
    }
    await loader.release();
  });

  it('that cannot be made at all are known at the start', async () => {
    await expect(SessionLoader.start(makers(['broken', 'b'], 'broken').all)).rejects.toThrow('broken does not load');
  });

  it('are not made ahead any more once they are released', async () => {
    const { made, all } = makers(['a', 'b', 'c', 'd', 'e', 'f']);
    const loader = await SessionLoader.start(all);
    await loader.release();
    const then = made.length;
    await delay(50);
    expect(made.length).toBe(then);
  });
});
