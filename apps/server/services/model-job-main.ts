/** Program of one model job: quantising would stall the server, and its memory goes back when it ends. */
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { storageError } from '../../../core/errors/storage-error.ts';
import { type JobProgress, TimeLeft } from '../../../core/models/job-progress.ts';
import { scanModelSet } from '../../../core/models/model-set.ts';
import { openQuantization } from '../../../core/models/open-quantization.ts';
import { findPullPreset, pullPreset } from '../../../core/models/pull/pull-preset.ts';
import { quantizeSet } from '../../../core/models/quantize-set.ts';
import { createRegistry } from '../../builtin-plugins.ts';
import type { ModelJobMessage, ModelJobOrder } from './model-job-protocol.ts';

/** Milliseconds between two reports. */
const REPORT_MS = 200;

const abort = new AbortController();

function send(message: ModelJobMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send!(message, undefined, undefined, () => resolve());
    else resolve();
  });
}

async function workOf(order: ModelJobOrder): Promise<AsyncGenerator<JobProgress, unknown>> {
  const { minFree } = order;
  const { signal } = abort;
  if (order.kind === 'PULL') {
    const { dir, hubUrl } = order;
    return pullPreset(findPullPreset(order.model), { dir, hubUrl, minFree, signal });
  }
  const registry = await createRegistry(order.plugins, process.cwd());
  const precision = openQuantization(registry, order.choice);
  const set = await scanModelSet(order.model, order.folder, registry);
  const { provider, network } = order.choice;
  return quantizeSet(set, precision, { provider, network, dir: order.weightsDir, minFree, signal });
}

/** Sends the latest progress now and then, also when the work stalls after it. */
function reporter(): { show(progress: JobProgress): void; end(): Promise<void> } {
  const left = new TimeLeft();
  let latest: ModelJobMessage | undefined;
  const flush = async (): Promise<void> => {
    const message = latest;
    latest = undefined;
    if (message) await send(message);
  };
  const timer = setInterval(() => void flush(), REPORT_MS);
  return {
    show(progress) {
      latest = { type: 'progress', progress, secondsLeft: left.after(progress) };
    },
    end() {
      clearInterval(timer);
      return flush();
    },
  };
}

async function carryOut(order: ModelJobOrder): Promise<ModelJobMessage> {
  const report = reporter();
  try {
    for await (const progress of await workOf(order)) report.show(progress);
    return { type: 'succeeded' };
  } catch (error) {
    const expected = error instanceof GenesisError ? error : storageError(error);
    if (expected) return { type: 'failed', code: expected.code, message: expected.message };
    console.error(error);
    return { type: 'failed', code: 'INTERNAL', message: 'an unexpected error; the server log has its cause' };
  } finally {
    await report.end();
  }
}

process.on('message', () => abort.abort());
process.on('disconnect', () => abort.abort());
// The terminal sends Ctrl-C to the whole group; the server decides what happens then.
process.on('SIGINT', () => {});
const last = await carryOut(JSON.parse(process.env.GENESIS_MODEL_JOB ?? '{}') as ModelJobOrder);
await send(last);
process.exit(0);
