import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { definePlugin, PLUGIN_API_VERSION, type Plugin, z } from '../../core/plugin-api/index.ts';
import { createPlugin } from '../../core/plugin-host/create-plugin.ts';
import { PluginRegistry } from '../../core/plugin-host/registry.ts';

const never = () => new Promise<never>(() => {});
const FORMAT = { width: 8, height: 8, fps: 25 };
const CHOICE = { id: 'mine', options: {} };
const WRITER = { write: async () => {}, close: async () => 0, abort: async () => {} };
const OUTPUT = {
  extension: '.raw',
  segmentExtension: '.part',
  mimeType: 'video/raw',
  openSegment: async (): Promise<unknown> => WRITER,
  join: async () => {},
};

const notes: string[] = [];

function output(changed: object) {
  const registry = new PluginRegistry();
  const words = { id: 'mine', version: '1.0.0', title: 'Mine', description: 'Mine.', options: z.object({}) };
  const create = () => ({ ...OUTPUT, ...changed });
  const contributes = [{ kind: 'output', ...words, capabilities: { audio: false }, create }] as unknown;
  const plugin = { name: 'outside', version: '1.0.0', api: PLUGIN_API_VERSION };
  registry.register(definePlugin({ ...plugin, contributes: contributes as Plugin['contributes'] }));
  return createPlugin(registry, 'output', CHOICE, 'output', (name, part, seconds) =>
    notes.push(`${name}: ${part} ${seconds}`),
  );
}

/** What became of a promise by now. */
function watched(promise: Promise<unknown>): { end: unknown } {
  const state = { end: 'none' as unknown };
  promise.then(
    (value) => (state.end = value),
    (error: unknown) => (state.end = error),
  );
  return state;
}

const late = (part: string) =>
  expect.objectContaining({
    code: 'PLUGIN_INVALID',
    field: 'output',
    message: `output "mine" of plugin outside: no answer to ${part} in 600 s`,
    accepted: expect.any(String),
  });

beforeEach(() => {
  notes.length = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it('a write that never ends is told ever more rarely, and given up after ten minutes', async () => {
  const writer = await output({ openSegment: async () => ({ ...WRITER, write: never }) }).openSegment('a', FORMAT);
  const written = watched(writer.write(new Uint8Array(0)));
  await vi.advanceTimersByTimeAsync(29_999);
  expect(notes).toEqual([]);
  await vi.advanceTimersByTimeAsync(570_000);
  const told = [30, 60, 120, 240, 480].map((seconds) => `output "mine" of plugin outside: write ${seconds}`);
  expect([notes, written.end]).toEqual([told, 'none']);
  await vi.advanceTimersByTimeAsync(1);
  expect(written.end).toEqual(late('write'));
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  ['openSegment', { openSegment: never }],
  ['close', { openSegment: async () => ({ ...WRITER, close: never }) }],
] as const)('%s that never ends is given up as well', async (part, changed) => {
  const made = output(changed);
  const asked = watched(made.openSegment('a', FORMAT).then((writer) => writer.close()));
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked.end).toEqual(late(part));
});

it('an abort that never ends is not waited for', async () => {
  const writer = await output({ openSegment: async () => ({ ...WRITER, abort: never }) }).openSegment('a', FORMAT);
  const aborted = watched(writer.abort());
  await vi.advanceTimersByTimeAsync(10_000);
  expect(aborted.end).toBeUndefined();
});

it('a join takes as long as it needs, and tells that it does', async () => {
  const request = { segments: [], target: 'v.raw', format: FORMAT, audio: null, metadata: {} };
  const joined = watched(output({ join: never }).join(request));
  await vi.advanceTimersByTimeAsync(24 * 3600_000);
  expect(joined.end).toBe('none');
  expect(notes.slice(0, 2)).toEqual([
    'output "mine" of plugin outside: join 30',
    'output "mine" of plugin outside: join 60',
  ]);
});
