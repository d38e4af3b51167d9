import { describe, expect, it } from 'vitest';
import { floatTensor, GraphBuilder } from '../../core/plugin-api/index.ts';
import { SessionSet } from '../../core/runtime/session-set.ts';

const provider = { executionProviders: ['cpu'], sessionOptions: {}, deviceValues: false };

describe('a graph that decides at run time', () => {
  it('computes the branch that the condition names, with values of the graph around it', async () => {
    const graph = new GraphBuilder('branches');
    const two = graph.input('two', 'bool', [1]);
    const x = graph.input('x', 'int32', ['n']);
    // The same cast is asked for in both branches and outside: each place needs one of its own.
    const chosen = graph.when(
      two,
      () => graph.mul(graph.cast(x, 'float32'), graph.scalar(2)),
      () => graph.add(graph.cast(x, 'float32'), graph.scalar(100)),
    );
    graph.output('y', graph.add(chosen, graph.cast(x, 'float32')), ['n']);
    const sessions = await SessionSet.load({ branches: graph.finish() }, provider);
    const run = async (bit: number) => {
      const made = await sessions.call({
        inputs: {
          two: { dtype: 'bool', dims: [1], data: Uint8Array.of(bit) },
          x: { dtype: 'int32', dims: [2], data: Int32Array.of(3, -1) },
        },
        steps: [{ graph: 'branches', feeds: { two: 'two', x: 'x' }, results: { y: 'y' } }],
        want: ['y'],
      });
      return made.y;
    };
    expect(await run(1)).toEqual(floatTensor(Float32Array.of(9, -3), [2]));
    expect(await run(0)).toEqual(floatTensor(Float32Array.of(106, 98), [2]));
    await sessions.release();
  });
});
