import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { encodeSafetensors } from '../../core/graph/safetensors.ts';
import { floatTensor, GraphBuilder, int, type ProviderSession } from '../../core/plugin-api/index.ts';
import { NetworkHost } from '../../core/runtime/network-host.ts';
import { openCheckpoint } from '../support/open-checkpoint.ts';
import { descendants } from '../support/real-server.ts';

const provider: ProviderSession = {
  executionProviders: ['cpu'],
  sessionOptions: { intraOpNumThreads: 1 },
  deviceValues: false,
};
let dir: string;
let weights: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-host-'));
  weights = join(dir, 'weights.safetensors');
  // The name's length puts the data at an odd offset of the file.
  await writeFile(weights, encodeSafetensors({ 'a.weight': floatTensor(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]) }));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** y = x · Wᵀ with W read in place. */
async function linearGraph() {
  const checkpoint = await openCheckpoint(weights);
  const graph = new GraphBuilder('linear');
  const x = graph.input('x', 'float32', ['rows', 3]);
  graph.output('y', graph.op('Gemm', [x, graph.external(checkpoint.get('a.weight'))], { transB: int(1) }), ['rows', 2]);
  return graph.finish();
}

/** A loop of matrix products that takes far longer than any test. */
function endlessGraph() {
  const graph = new GraphBuilder('endless');
  let value = graph.input('x', 'float32', [2048, 2048]);
  for (let i = 0; i < 400; i++) value = graph.op('MatMul', [value, value]);
  graph.output('y', value, [2048, 2048]);
  return graph.finish();
}

/** Products of constants, which onnxruntime works out while it loads the graph: that takes far longer than any test. */
function endlessLoad() {
  const graph = new GraphBuilder('endless-load');
  let value = graph.op('ConstantOfShape', [graph.int64([2048, 2048])], {}, { dtype: 'float32' });
  for (let i = 0; i < 400; i++) value = graph.op('MatMul', [value, value]);
  const x = graph.input('x', 'float32', [2048, 2048]);
  graph.output('y', graph.op('Add', [value, x]), [2048, 2048]);
  return graph.finish();
}

/** y = (column · row) · column: the product in the middle is as large as the square of its inputs. */
function outerGraph() {
  const graph = new GraphBuilder('outer');
  const column = graph.input('column', 'float32', ['n', 1]);
  const row = graph.input('row', 'float32', [1, 'n']);
  graph.output('y', graph.op('MatMul', [graph.op('MatMul', [column, row]), column]), ['n', 1]);
  return graph.finish();
}

describe('a network host', () => {
  it('runs a graph whose weights lie in a safetensors file', async () => {
    const host = await NetworkHost.start('linear', { linear: await linearGraph() }, provider);
    const x = floatTensor(Float32Array.of(1, 0, 0, 0, 1, 1), [2, 3]);
    const { y } = await host.call({
      inputs: { x },
      steps: [{ graph: 'linear', feeds: { x: 'x' }, results: { y: 'y' } }],
      want: ['y'],
    });
    expect(y).toEqual({ dtype: 'float32', dims: [2, 2], data: Float32Array.of(1, 4, 5, 11) });
    await host.end();
  });

  it('keeps values between calls until they are dropped', async () => {
    const host = await NetworkHost.start('linear', { linear: await linearGraph() }, provider);
    const step = { graph: 'linear', feeds: { x: 'kept' }, results: { y: 'y' } };
    await host.call({
      inputs: { kept: floatTensor(Float32Array.of(0, 0, 1), [1, 3]) },
      steps: [],
      want: [],
      keep: ['kept'],
    });
    const { y } = await host.call({ inputs: {}, steps: [step], want: ['y'] });
    expect(y?.data).toEqual(Float32Array.of(3, 6));
    await host.drop(['kept']);
    await expect(host.call({ inputs: {}, steps: [step], want: ['y'] })).rejects.toMatchObject({ code: 'STAGE_FAILED' });
    await host.end();
  });

  it('ends in the middle of a forward pass, within a second, and says so to the caller', async () => {
    const host = await NetworkHost.start('endless', { endless: endlessGraph() }, provider);
    const x = floatTensor(new Float32Array(2048 * 2048), [2048, 2048]);
    const call = host.call({
      inputs: { x },
      steps: [{ graph: 'endless', feeds: { x: 'x' }, results: { y: 'y' } }],
      want: ['y'],
    });
    const failed = expect(call).rejects.toMatchObject({ code: 'HOST_DIED' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const started = performance.now();
    await host.end();
    await failed;
    expect(performance.now() - started).toBeLessThan(1000);
    expect(host.alive).toBe(false);
    await expect(host.call({ inputs: {}, steps: [], want: [] })).rejects.toMatchObject({ code: 'HOST_DIED' });
  });

  it('that is being loaded ends within a second when it is cancelled', async () => {
    const abort = new AbortController();
    const starting = NetworkHost.start('endless', { endless: endlessLoad() }, provider, { signal: abort.signal });
    const failed = expect(starting).rejects.toMatchObject({ code: 'CANCELLED' });
    const hosts = () => descendants(process.pid, 'host-main');
    await vi.waitFor(() => expect(hosts()).toHaveLength(1));
    // Long enough for the process to be at the graph.
    const early = await Promise.race([starting, new Promise((resolve) => setTimeout(resolve, 3000, 'still loading'))]);
    expect(early).toBe('still loading');
    const cancelled = performance.now();
    abort.abort();
    await failed;
    expect(performance.now() - cancelled).toBeLessThan(1000);
    expect(hosts()).toEqual([]);
    await expect(
      NetworkHost.start('endless', { endless: endlessLoad() }, provider, { signal: abort.signal }),
    ).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('refuses a graph that cannot be loaded and leaves no process behind', async () => {
    const broken = { bytes: Uint8Array.of(1, 2, 3), inputs: [], outputs: [], external: [] };
    await expect(NetworkHost.start('broken', { broken }, provider)).rejects.toMatchObject({ code: 'STAGE_FAILED' });
  });

  it('that is killed says so, and does not take it for memory that ran out', async () => {
    const host = await NetworkHost.start('linear', { linear: await linearGraph() }, provider);
    // Stopped first: it would have answered before the end reaches it.
    process.kill(host.pid!, 'SIGSTOP');
    const call = host.call({ inputs: {}, steps: [{ graph: 'none', feeds: {}, results: {} }], want: [] });
    process.kill(host.pid!, 'SIGKILL');
    await expect(call).rejects.toMatchObject({ code: 'HOST_DIED', message: expect.stringContaining('SIGKILL') });
    await host.end();
  });

  it.runIf(process.platform === 'linux')(
    'held to a limit names the network and the bytes that it was refused',
    async () => {
      const host = await NetworkHost.start('outer', { outer: outerGraph() }, provider, {
        memoryLimit: 256 * 1024 * 1024,
      });
      const side = 8192;
      const column = floatTensor(new Float32Array(side), [side, 1]);
      const row = floatTensor(new Float32Array(side), [1, side]);
      const steps = [{ graph: 'outer', feeds: { column: 'column', row: 'row' }, results: { y: 'y' } }];
      await expect(host.call({ inputs: { column, row }, steps, want: ['y'] })).rejects.toMatchObject({
        code: 'OUT_OF_MEMORY',
        network: 'outer',
        requestedBytes: side * side * 4,
        message: 'outer ran out of memory: 268.4 MB more were refused',
      });
      await host.end();
    },
  );
});
