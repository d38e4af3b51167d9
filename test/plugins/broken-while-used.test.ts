import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  definePlugin,
  type GuidanceRequest,
  type MemoryForecast,
  type MemoryPlan,
  PLUGIN_API_VERSION,
  type Plugin,
  type PluginKind,
  z,
} from '../../core/plugin-api/index.ts';
import { createPlugin } from '../../core/plugin-host/create-plugin.ts';
import { PluginRegistry } from '../../core/plugin-host/registry.ts';
import { checkSchedule } from '../../core/runs/check-schedule.ts';

const CAPABILITIES = { stochastic: false, callsPerStep: 1, audio: true };
const NAMED = (kind: PluginKind) => `${kind} "mine" of plugin outside`;
const CHOICE = { id: 'mine', version: '1.0.0', options: {} };

function registryWith(kind: PluginKind, create: () => unknown): PluginRegistry {
  const registry = new PluginRegistry();
  const contribution = {
    kind,
    id: 'mine',
    version: '1.0.0',
    title: 'Mine',
    description: 'Mine.',
    options: z.object({}),
  };
  const contributes = [{ ...contribution, capabilities: CAPABILITIES, create }] as unknown as Plugin['contributes'];
  registry.register(definePlugin({ name: 'outside', version: '1.0.0', api: PLUGIN_API_VERSION, contributes }));
  return registry;
}

const make = <Kind extends PluginKind>(kind: Kind, create: () => unknown) =>
  createPlugin(registryWith(kind, create), kind, CHOICE);

const invalid = (kind: PluginKind, what: RegExp) =>
  expect.objectContaining({
    code: 'PLUGIN_INVALID',
    message: expect.stringMatching(new RegExp(`^${NAMED(kind)}: .*${what.source}`)),
    accepted: expect.any(String),
  });

const throwing = (message: string) => () => {
  throw new Error(message);
};

let logged: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  logged = vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => logged.mockRestore());

describe('create', () => {
  it('that throws is told with the name of the plugin, and its stack is logged', () => {
    expect(() => make('guidance', throwing('boom'))).toThrow(invalid('guidance', /create failed: boom/));
    expect(logged).toHaveBeenCalledWith(expect.stringMatching(/guidance "mine" of plugin outside: Error: boom\n +at /));
  });

  it('that returns something else is told what it must return', () => {
    expect(() => make('scheduler', () => undefined)).toThrow(invalid('scheduler', /functions prepare.*undefined/));
    expect(() => make('output', () => ({ join() {} }))).toThrow(invalid('output', /without openSegment/));
  });

  it('may use the log of its context', () => {
    const create = (context: { log(message: string): void }) => {
      context.log('hello');
      return { format: () => ({ kind: 'stored' }) };
    };
    make('precision', create as never);
    expect(logged).toHaveBeenCalledWith(`${NAMED('precision')}: hello`);
  });
});

describe('a scheduler', () => {
  const sample = new Float32Array(8).fill(0.5);
  const run = {
    timesteps: [1000],
    sigmas: [1, 0],
    needsNoise: () => false,
    step: (_: unknown, __: number, from: Float32Array): unknown => from.slice(),
    save: () => ({ index: 0, tensors: {}, scalars: {} }),
    restore: () => {},
  };
  const prepare = (parts: object) =>
    make('scheduler', () => ({ prepare: () => parts })).prepare({ steps: 1, shift: 5 });
  const step = (made: () => unknown) => () => prepare({ ...run, step: made }).step(sample, 0, sample);

  it('that keeps the contract works as it did', () => {
    expect(prepare(run).step(sample, 0, sample)).toEqual(sample);
  });

  it.each([
    ['a promise', Promise.resolve(run), /functions needsNoise, step, save, restore/],
    ['no timesteps', { ...run, timesteps: [], sigmas: [0] }, /at least one timestep/],
    ['NaN for a timestep', { ...run, timesteps: [Number.NaN] }, /all of them finite/],
    ['as many sigmas as timesteps', { ...run, sigmas: [1] }, /2 finite sigmas for 1 timesteps/],
  ])('that prepares %s is refused before anything loads', (_, parts, what) => {
    const registry = registryWith('scheduler', () => ({ prepare: () => parts }));
    const settings = { scheduler: CHOICE, steps: 1, shift: 5, sigmas: [] };
    expect(() => checkSchedule(settings, registry)).toThrow(invalid('scheduler', what));
  });

  it('may refuse steps in its own words', () => {
    const registry = registryWith('scheduler', () => ({ prepare: throwing('only 4 steps') }));
    const settings = { scheduler: CHOICE, steps: 1, shift: 5, sigmas: [] };
    expect(() => checkSchedule(settings, registry)).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID', message: expect.stringContaining('only 4 steps') }),
    );
  });

  it.each([
    ['returns nothing', () => undefined, /step 1 of 1 must return a Float32Array of 8 values; it returned undefined/],
    ['returns a list', () => [1, 2], /it returned an object of class Array/],
    ['returns too few values', () => new Float32Array(7), /it returned Float32Array of 7/],
    ['throws', throwing('boom'), /step 1 of 1 failed: boom/],
  ])('whose step %s is at fault', (_, made, what) => {
    expect(step(made)).toThrow(invalid('scheduler', what));
  });

  it('that makes NaN out of finite values is named, not the network', () => {
    expect(step(() => new Float32Array(8).fill(Number.NaN))).toThrow(
      expect.objectContaining({
        code: 'NON_FINITE_TENSOR',
        message: `${NAMED('scheduler')}: step 1 of 1 made 8 of 8 values NaN or infinite out of finite ones`,
      }),
    );
  });

  it('whose memory runs out has run out of memory', () => {
    const made = throwing('Array buffer allocation failed');
    expect(step(made)).toThrow(expect.objectContaining({ message: 'Array buffer allocation failed' }));
  });
});

describe('a guidance', () => {
  const velocity = new Float32Array(8);
  const run = {
    predictions: () => ['cond'],
    combine: () => velocity,
    save: () => ({ tensors: {} }),
    restore: () => {},
  };
  const request: GuidanceRequest = { steps: 1, textScale: 6, audioScale: 4, hasAudio: false };
  const prepare = (parts: object) =>
    make('guidance', () => ({ prepare: () => ({ ...run, ...parts }) })).prepare(request);

  it('that asks for a prediction that there is not is at fault', () => {
    const wanted = prepare({ predictions: () => ['cond', 'dropAudio'] });
    expect(() => wanted.predictions(0)).toThrow(invalid('guidance', /some of cond, dropText; it returned/));
  });

  it('whose velocity is too short or not finite is at fault', () => {
    const combine = (made: Float32Array) => () => prepare({ combine: () => made }).combine({ cond: velocity }, 0);
    expect(combine(velocity)()).toBe(velocity);
    expect(combine(new Float32Array(3))).toThrow(invalid('guidance', /combine at step 1 .* of 3/));
    const infinite = new Float32Array(8).fill(Number.POSITIVE_INFINITY);
    expect(combine(infinite)).toThrow(expect.objectContaining({ code: 'NON_FINITE_TENSOR' }));
  });
});

describe('a step cache', () => {
  it('that reuses a velocity of another length is at fault', () => {
    const call = { step: 1, prediction: 'cond', latents: new Float32Array(8) } as const;
    const run = { store() {}, counts() {}, save() {}, restore() {} };
    const reuse = (made: unknown) => () =>
      make('step-cache', () => ({ prepare: () => ({ ...run, reuse: () => made }) }))
        .prepare({ timesteps: [1000] })
        .reuse(call);
    expect(reuse(null)()).toBeNull();
    expect(reuse(new Float32Array(2))).toThrow(invalid('step-cache', /reuse at step 2 must return .* of 2/));
  });
});

describe('a memory strategy', () => {
  const plan = (answer: unknown) => () =>
    make('memory-strategy', () => ({ plan: typeof answer === 'function' ? answer : () => answer })).plan(
      {} as MemoryForecast,
      { vramBytes: null, ramBytes: null },
      {},
    );
  const whole: MemoryPlan = {
    residency: { 'text-encoder': 'keep', 'image-encoder': 'keep', 'audio-encoder': 'keep', vae: 'keep', dit: 'keep' },
    vaeTiling: null,
    blockSwap: null,
    batchedCfg: false,
    attentionChunk: null,
    textEncoderOnCpu: false,
    peak: { vram: 0, ram: 1 },
    reason: 'Everything stays.',
  };

  it('that keeps the contract works as it did', () => {
    expect(plan({ ok: true, plan: whole })()).toEqual({ ok: true, plan: whole });
  });

  it.each([
    ['nothing', undefined, /it returned undefined/],
    ['a promise', Promise.resolve({ ok: true }), /it returned an object of class Promise/],
    ['no plan', { ok: true }, /plan must be an object/],
    ['half a plan', { ok: true, plan: { ...whole, residency: { vae: 'keep' } } }, /plan\.residency/],
    [
      'tiles of NaN',
      { ok: true, plan: { ...whole, vaeTiling: { tile: Number.NaN, overlap: 8 } } },
      /plan\.vaeTiling\.tile/,
    ],
    ['a refusal without words', { ok: false }, /reason must be a string/],
    ['an error', throwing('boom'), /plan failed: boom/],
  ])('that answers with %s is at fault', (_, answer, what) => {
    expect(plan(answer)).toThrow(invalid('memory-strategy', what));
  });
});

describe('an output', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genesis-output-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const format = { width: 8, height: 8, fps: 25 };
  const writer = { write: async () => {}, close: async () => 0, abort: async () => {} };
  const parts = {
    extension: '.raw',
    segmentExtension: '.part',
    mimeType: 'video/raw',
    openSegment: async (): Promise<unknown> => writer,
    join: async () => {},
  };
  const output = (changed: object) => make('output', () => ({ ...parts, ...changed }));
  const open = (changed: object) => output(changed).openSegment(join(folder, 'a.part'), format);

  it('without usable file extensions or type is at fault', () => {
    for (const wrong of [{ extension: undefined }, { segmentExtension: '/../x' }, { mimeType: 'raw' }])
      expect(() => output(wrong)).toThrow(invalid('output', new RegExp(Object.keys(wrong)[0]!)));
  });

  it('whose segment has no writer, or one that throws or leaves no file, is at fault', async () => {
    await expect(open({ openSegment: async () => undefined })).rejects.toThrow(
      invalid('output', /write, close, abort/),
    );
    const failing = await open({ openSegment: async () => ({ ...writer, write: throwing('boom') }) });
    await expect(failing.write(new Uint8Array(0))).rejects.toThrow(invalid('output', /write failed: boom/));
    const empty = await open({});
    await expect(empty.close()).rejects.toThrow(invalid('output', /close must leave a file/));
    await writeFile(join(folder, 'a.part'), '');
    expect(await empty.close()).toBe(0);
  });

  it('that leaves no video is at fault; a disk that is full is none of its', async () => {
    const request = { segments: [], target: join(folder, 'v.raw'), format, audio: null, metadata: {} };
    await expect(output({}).join(request)).rejects.toThrow(invalid('output', /join must leave a file/));
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    await expect(output({ join: () => Promise.reject(full) }).join(request)).rejects.toBe(full);
  });

  it('whose abort throws does not hide why', async () => {
    const opened = await open({ openSegment: async () => ({ ...writer, abort: throwing('boom') }) });
    await expect(opened.abort()).resolves.toBeUndefined();
  });
});
