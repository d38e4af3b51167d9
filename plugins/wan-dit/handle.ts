import {
  type BindSettings,
  type Dit,
  type DitWindow,
  type DitWindowInput,
  type FloatTensor,
  floatTensor,
  type GraphRunner,
  type GraphStep,
  type Prediction,
  type Tensor,
  WHOLE_NETWORK,
} from '../../core/plugin-api/index.ts';
import { blockRanges, blocksOf, type DitConfig } from './config.ts';
import { type WindowStrengths, windowStrengths } from './lora.ts';
import { axisPairs } from './rope.ts';
import { LARGEST_BATCH, unstack } from './stack.ts';
import { timestepFeatures } from './time.ts';
import { type PredictionValues, same, windowContext } from './window-context.ts';

/** What all predictions of a step share, kept on the runner under `prefix`. */
interface KeptStep {
  readonly latents: FloatTensor;
  readonly timestep: number;
  readonly prefix: string;
}

/** What every block with self-attention reads of the people of a window. */
const peopleFeeds = (window: string) =>
  Object.fromEntries(['masks', 'placeStart', 'placeSpan'].map((part) => [part, window + part]));

/** @param blocksPerGraph the same as in `buildDit` */
export function bindDit(
  config: DitConfig,
  runner: GraphRunner,
  blocksPerGraph: number,
  { loras = [], cut = WHOLE_NETWORK }: BindSettings = {},
): Dit {
  const { audio, latentChannels, patch, inChannels } = config;
  const ranges = blockRanges(config, blocksPerGraph, cut);
  let windows = 0;

  function checkWindow({ y, imageFeatures }: DitWindowInput): void {
    const [channels, , height = 0, width = 0] = y.dims;
    if (
      y.dims.length !== 4 ||
      channels !== inChannels - latentChannels ||
      height % patch !== 0 ||
      width % patch !== 0
    ) {
      const expected = `[${inChannels - latentChannels}, T, h, w], h and w multiples of ${patch}`;
      throw new RangeError(`the condition is [${y.dims.join(', ')}], expected ${expected}`);
    }
    if (imageFeatures.dims.length !== 2 || imageFeatures.dims[1] !== config.clipDim) {
      throw new RangeError(
        `image features are [${imageFeatures.dims.join(', ')}], expected [tokens, ${config.clipDim}]`,
      );
    }
  }

  /** Steps from the kept hidden states to the velocities of `values.length` predictions, all of one number of people. */
  function blockSteps(
    window: string,
    step: string,
    values: readonly PredictionValues[],
    strengths: WindowStrengths,
  ): GraphStep[] {
    const { audio: sound } = values[0]!;
    const shared: Record<string, string> = { modulation: `${step}modulation` };
    if (sound) Object.assign(shared, { severalPeople: sound.severalPeople, ...peopleFeeds(window) });
    const steps: GraphStep[] = [];
    /** A kept value of each prediction, stacked. */
    const stacked = (names: readonly string[], target: string): string => {
      if (names.length === 1) return names[0]!;
      const feeds = Object.fromEntries(names.map((name, i) => [`x${i}`, name]));
      steps.push({ graph: `stack.${names.length}`, feeds, results: { all: target } });
      return target;
    };
    let hidden = `${step}hidden`;
    for (const { name, start, end } of ranges) {
      const feeds: Record<string, string> = { ...shared, ...strengths.feeds(...blocksOf({ start, end })), hidden };
      if (end > 1) Object.assign(feeds, { cos: `${window}cos`, sin: `${window}sin` });
      if (start === 0 && sound) feeds.place = `${step}place`;
      for (let i = start; i < end; i++) {
        for (const part of ['k', 'v']) {
          const key = `${part}.${i}`;
          const texts = values.map(({ text }) => `${text}.${key}`);
          feeds[`text.${part}.${i - start}`] = stacked(texts, `${window}texts.${key}`);
          feeds[`image.${part}.${i - start}`] = `${window}image.${key}`;
          if (!sound) continue;
          const sounds = values.map(({ audio: each }) => `${each!.keys}.${key}`);
          feeds[`audio.${part}.${i - start}`] = stacked(sounds, `${window}sounds.${key}`);
        }
      }
      hidden = `${window}hidden.${end}`;
      steps.push({ graph: `blocks.${name}`, feeds, results: { result: hidden } });
    }
    const feeds = { hidden, time: `${step}time`, grid: `${window}grid${values.length}`, ...strengths.feeds(null) };
    return [...steps, { graph: 'head', feeds, results: { velocity: `${window}velocity` } }];
  }

  async function openWindow(input: DitWindowInput): Promise<DitWindow> {
    checkWindow(input);
    windows += 1;
    const window = `w${windows}.`;
    const strengths = windowStrengths(loras, config.layers, window);
    const context = windowContext(config, ranges, window, input, strengths, cut.batched ? LARGEST_BATCH : 1);
    await runner.call({ inputs: context.inputs, steps: context.steps, want: [], keep: context.keep });
    const [, ...size] = input.y.dims;
    const stepParts = ['time', 'modulation', 'hidden', ...(audio ? ['place'] : [])];
    let count = 0;
    let kept: KeptStep | null = null;
    let open = true;

    /** Steps up to the hidden states after block 0's self-attention. */
    function sharedSteps(step: string): GraphStep[] {
      const results = Object.fromEntries(['hidden', ...(audio ? ['place'] : [])].map((part) => [part, step + part]));
      const outside = strengths.feeds(null);
      const features = { features: `${step}features`, ...outside };
      const pictures = { latents: `${step}latents`, condition: `${window}condition`, ...outside };
      const first: Record<string, string> = {
        tokens: `${step}tokens`,
        modulation: `${step}modulation`,
        ...strengths.feeds(0),
      };
      for (const part of ['cos', 'sin']) first[part] = window + part;
      if (audio) Object.assign(first, { severalPeople: context.anySeveralPeople, ...peopleFeeds(window) });
      const time = { time: `${step}time`, modulation: `${step}modulation` };
      return [
        { graph: 'time', feeds: features, results: time },
        { graph: 'embed', feeds: pictures, results: { tokens: `${step}tokens` } },
        { graph: 'first', feeds: first, results },
      ];
    }

    /** One pass for predictions of one number of people. */
    async function pass(
      latents: FloatTensor,
      timestep: number,
      values: readonly PredictionValues[],
    ): Promise<FloatTensor[]> {
      if (latents.dims.join() !== [latentChannels, ...size].join()) {
        throw new RangeError(
          `latents are [${latents.dims.join(', ')}], expected [${[latentChannels, ...size].join(', ')}]`,
        );
      }
      const velocity = `${window}velocity`;
      const velocities = (made: Readonly<Record<string, Tensor>>): FloatTensor[] => {
        const { data, dims } = made[velocity]!;
        return unstack(floatTensor(data as Float32Array, dims), values.length);
      };
      if (kept && kept.timestep === timestep && same(kept.latents, latents)) {
        const steps = blockSteps(window, kept.prefix, values, strengths);
        return velocities(await runner.call({ inputs: {}, steps, want: [velocity] }));
      }
      // A step has names of its own, so that a forward pass that is under way never sees another step's values.
      count += 1;
      const step = `${window}step${count}.`;
      const copy = floatTensor(latents.data.slice(), latents.dims);
      const made = await runner.call({
        inputs: { [`${step}latents`]: copy, [`${step}features`]: timestepFeatures(timestep, config.freqDim) },
        steps: [...sharedSteps(step), ...blockSteps(window, step, values, strengths)],
        want: [velocity],
        keep: stepParts.map((part) => step + part),
      });
      const previous = kept;
      kept = { latents: copy, timestep, prefix: step };
      if (previous) await runner.drop(stepParts.map((part) => previous.prefix + part));
      return velocities(made);
    }

    function valuesOf(prediction: Prediction): PredictionValues {
      const values = context.predictions.get(prediction);
      if (!open || !values) throw new RangeError(`the window is closed or has no condition for ${prediction}`);
      return values;
    }

    return {
      async forward(latents, timestep, prediction) {
        return (await pass(latents, timestep, [valuesOf(prediction)]))[0]!;
      },
      ...(cut.batched && {
        async forwardBatch(latents, timestep, predictions) {
          const values = predictions.map(valuesOf);
          const people = values.map(({ audio: sound }) => sound?.severalPeople);
          const velocities = new Map<PredictionValues, FloatTensor>();
          for (const count of new Set(people)) {
            const group = values.filter((_, i) => people[i] === count);
            const made = await pass(latents, timestep, group);
            for (const [i, one] of group.entries()) velocities.set(one, made[i]!);
          }
          return values.map((one) => velocities.get(one)!);
        },
      }),
      async timeEmbedding(timestep) {
        const made = await runner.call({
          inputs: { [`${window}probe.features`]: timestepFeatures(timestep, config.freqDim) },
          steps: [
            {
              graph: 'time',
              feeds: { features: `${window}probe.features`, ...strengths.feeds(null) },
              results: { time: `${window}probe.time`, modulation: `${window}probe.modulation` },
            },
          ],
          want: [`${window}probe.time`],
        });
        return made[`${window}probe.time`]!.data as Float32Array;
      },
      async close() {
        if (!open) return;
        open = false;
        const step = kept ? stepParts.map((part) => kept!.prefix + part) : [];
        await runner.drop([...context.keep, ...step]);
      },
    };
  }

  return {
    latentChannels,
    textDim: config.textDim,
    imageDim: config.clipDim,
    audioFeatures: audio?.features ?? null,
    textLength: config.textLength,
    audioWindow: audio?.window ?? null,
    temporalFrequencies: axisPairs(config.dim / config.heads)[0],
    openWindow,
  };
}
