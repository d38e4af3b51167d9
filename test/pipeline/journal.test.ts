import { describe, expect, it } from 'vitest';
import { type RunEvent, StageJournal } from '../../core/pipeline/journal.ts';
import { floatTensor } from '../../core/plugin-api/index.ts';
import { MemoryStore } from '../support/memory-store.ts';

function journal(store = new MemoryStore(), salt = '') {
  const events: RunEvent[] = [];
  const abort = new AbortController();
  return {
    events,
    abort,
    journal: new StageJournal({
      store,
      emit: (event) => events.push(event),
      sampler: null,
      signal: abort.signal,
      salt,
    }),
  };
}

const request = { stage: 'encode-text', window: null, windows: null, version: 1, parts: { ids: [1, 2] } } as const;
const product = (values: number[]) => async () => ({
  tensors: { features: floatTensor(Float32Array.from(values), [values.length]) },
});

describe('the journal of a run', () => {
  it('computes a stage once and tells the second time that it came from the store', async () => {
    const store = new MemoryStore();
    let computed = 0;
    const compute = () => {
      computed += 1;
      return product([1, 3])();
    };
    await journal(store).journal.ensure(request, compute);
    const second = journal(store);
    await second.journal.ensure(request, compute);
    expect(computed).toBe(1);
    expect(second.events.at(-1)).toMatchObject({
      type: 'StageFinished',
      cached: true,
      tensors: [{ name: 'features', dtype: 'float32', shape: [2], min: 1, max: 3, mean: 2, nanCount: 0 }],
    });
  });

  it.each([
    ['another part', { ...request, parts: { ids: [1, 3] } }],
    ['another version', { ...request, version: 2 }],
    ['another stage', { ...request, stage: 'encode-image' as const }],
  ])('%s gives another key', async (_what, other) => {
    const { journal: stages } = journal();
    const first = await stages.ensure(request, product([1]));
    expect((await stages.ensure(other, product([1]))).key).not.toBe(first.key);
  });

  it('another salt shares nothing', async () => {
    const store = new MemoryStore();
    const first = await journal(store, 'a').journal.ensure(request, product([1]));
    expect((await journal(store, 'b').journal.ensure(request, product([1]))).key).not.toBe(first.key);
  });

  it('NaN stops the run with the stage and the tensor named, and is not stored', async () => {
    const store = new MemoryStore();
    const { journal: stages } = journal(store);
    await expect(stages.ensure(request, product([1, Number.NaN]))).rejects.toMatchObject({
      code: 'NON_FINITE_TENSOR',
      field: 'features',
      message: expect.stringContaining('encode-text'),
    });
    const again = await stages.ensure(request, product([1]));
    expect(again.facts.diagnostics).toMatchObject([{ nanCount: 0 }]);
  });

  it('a cancelled run starts no further stage', async () => {
    const { journal: stages, abort } = journal();
    abort.abort();
    await expect(stages.ensure(request, product([1]))).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
