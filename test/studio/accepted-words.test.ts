import { beforeAll, expect, it } from 'vitest';
import { createRegistry } from '../../apps/builtin-plugins.ts';
import { wordsOf } from '../../apps/studio/src/api/failure-words.ts';
import { accepts } from '../../apps/studio/src/text/accepts.ts';
import { AREAS, type Catalogue } from '../../apps/studio/src/text/areas.ts';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import { importComfyWorkflow } from '../../core/import/comfy-workflow/import-workflow.ts';
import { ACCEPTED_AUDIO, ACCEPTED_VIDEO } from '../../core/media/media-file.ts';
import { probeMedia } from '../../core/media/probe.ts';
import { requireSpace } from '../../core/models/free-space.ts';
import type { PluginRegistry } from '../../core/plugin-host/registry.ts';
import { requireFrames } from '../../core/runs/check-media.ts';
import { checkMemoryFlags } from '../../core/runs/check-memory-flags.ts';
import { resolveInputs } from '../../core/runs/resolve-inputs.ts';
import { resolveSettings, type SettingsRequest } from '../../core/runs/resolve-settings.ts';
import { SHIPPED_PRESETS } from '../../db/seed/presets.ts';

const CHINESE = Object.fromEntries(Object.entries(AREAS).map(([name, area]) => [name, area.zh])) as Catalogue;
const demo = SHIPPED_PRESETS.find(({ name }) => name === 'demo')!.settings;
let registry: PluginRegistry;
beforeAll(async () => {
  registry = await createRegistry([], process.cwd());
});

async function refusal(work: () => unknown): Promise<GenesisError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof GenesisError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

const settings = (change: SettingsRequest) => () => {
  const resolved = resolveSettings(change, demo, registry, () => null);
  checkMemoryFlags(resolved, registry);
};
const inputs = (change: object) => () =>
  resolveInputs({ mode: 'INFINITETALK', ...change }, { asset: () => null, latents: () => null });

// The sentences are those of the code that refuses: whoever words one anew finds it here.
it.each<[string, () => unknown]>([
  ['a width', settings({ width: 130 })],
  ['a window', settings({ frameWindowSize: 80 })],
  ['motion frames', settings({ motionFrames: 24 })],
  ['steps', settings({ steps: 0 })],
  ['a scale', settings({ cfg: -1 })],
  ['a frequency', settings({ riflexFreqIndex: -1 })],
  ['a budget', settings({ memoryBudget: { ramBytes: 0 } })],
  ['an option', settings({ scheduler: { id: 'dpm++', options: { solverOrder: 9 } } })],
  ['an option of another type', settings({ scheduler: { id: 'dpm++', options: { solverOrder: 'x' } } })],
  ['memory flags', settings({ memory: { forceOffload: true } })],
  ['too many LoRAs', settings({ loras: Array.from({ length: 17 }, () => ({ name: 'x' })) })],
  ['no picture', inputs({})],
  ['an unknown picture', inputs({ image: 'x' })],
  ['an unknown voice', inputs({ image: 'x', audio: 'y' })],
  ['a file', () => probeMedia('/no/such/file')],
  ['a voice that is too short', () => requireFrames(0, { fps: 25 }, 'audio')],
  ['the name of a model set', settings({ model: '' })],
  ['a workflow', () => importComfyWorkflow('no JSON', () => ({ problem: '' }))],
  ['a workflow of other nodes', () => importComfyWorkflow({}, () => ({ problem: '' }))],
  ['a full disk', () => requireSpace('.', 1, Number.MAX_SAFE_INTEGER)],
])('what would be accepted in place of %s is told in Chinese', async (_what, work) => {
  const { code, message, accepted } = await refusal(work);
  const words = wordsOf({ code, message, accepted: accepted! }, CHINESE).accepted;
  expect(words).toMatch(/\p{Script=Han}/u);
  expect(words).not.toMatch(/\b(?:a|an|the|of|from|at|or|than)\b/);
});

it('names and values, and what there are no words for, stay as they are', () => {
  for (const english of ['cpu, cuda, webgpu', '96 or 112', '2', 'bytes of a kind that nobody thought of'])
    expect(accepts.zh.inWords(english)).toBe(english);
  expect(accepts.zh.inWords('a generation that is QUEUED or RUNNING')).toBe('状态为 排队中或运行中 的生成');
  expect(accepts.zh.inWords('at most 5 waiting generations; try again later')).toBe('最多 5 个排队的生成；请稍后再试');
  expect(accepts.zh.inWords('at least 1, at most 3')).toBe('不小于 1，不大于 3');
  expect(accepts.zh.inWords(ACCEPTED_AUDIO)).toBe('WAV, MP3, M4A, OGG 或 FLAC 文件，或有声音的视频');
  expect(accepts.zh.inWords(ACCEPTED_VIDEO)).toBe('MP4, MOV, WebM 或 Matroska 视频');
  expect(accepts.en.inWords('at most 3')).toBe('at most 3');
});
