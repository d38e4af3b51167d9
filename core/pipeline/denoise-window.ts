import type { FloatTensor } from '../plugin-api/tensor.ts';
import { callRange, schedulePart } from '../sampling/schedule-part.ts';
import { schedulerRequest } from '../sampling/sigma-tables.ts';
import { firstFrameMask } from './conditions/first-frame-mask.ts';
import { predictionConditions } from './conditions/prediction-conditions.ts';
import { stack } from './latents.ts';
import { logWords } from './log-words.ts';
import { watchVelocities } from './output-watch.ts';
import type { StageOutput } from './stage-store.ts';
import { denoise } from './stages/denoise.ts';
import { isLast, type WindowChainRequest } from './window-request.ts';
import type { WindowPlan } from './windows.ts';

/** The stage `denoise`. Its output carries the state of the noise stream, so that the next window continues it. */
export async function denoiseWindow(
  request: WindowChainRequest,
  window: WindowPlan,
  condition: StageOutput,
): Promise<StageOutput> {
  const { journal, networks, noise } = request;
  const { steps, shift, sampling, textScale, audioScale, mode } = request;
  const talk = mode === 'INFINITETALK';
  const source = await request.source(window);
  const prompt = request.prompt(window);
  const place = { window: window.index, windows: request.windows.length };
  const output = await journal.ensure(
    {
      stage: 'denoise',
      ...place,
      version: 1,
      origin: networks.origin('dit'),
      parts: {
        dit: networks.identity('dit'),
        condition: condition.key,
        picture: source.identity,
        window: { start: window.start, frames: window.frames },
        prompt: prompt.identity,
        negativePrompt: request.negativePrompt.identity,
        audio: request.audio?.identity ?? null,
        scheduler: request.scheduler.identity,
        guidance: request.guidance.identity,
        stepCache: request.stepCache.identity,
        settings: { mode, steps, shift, textScale, audioScale, ...sampling },
        noise: noise.identity,
      },
    },
    (key) =>
      networks.use('dit', async (dit, loadSeconds) => {
        const { picture, motion, input } = (await condition.tensors()) as Record<string, FloatTensor>;
        const [, latentFrames, height, width] = picture!.dims as [number, number, number, number];
        const y = stack([firstFrameMask(window.frames, height, width), picture!]);
        const scheduler = request.scheduler.value.prepare(schedulerRequest({ steps, shift, sigmas: sampling.sigmas }));
        const part = schedulePart({ steps, ...sampling });
        const preview = request.previews?.sink(picture!, source.value.picture);
        /** Seconds so far, without those in which weights were loaded: they come once. */
        const computing = (): number => performance.now() / 1000 - loadSeconds();
        let last = computing();
        const { latents, forwards, skipped } = await denoise({
          dit,
          shape: [dit.latentChannels, latentFrames, height, width],
          window: {
            y,
            imageFeatures: source.value.imageFeatures,
            refTargetMasks: request.refTargetMasks,
            conditions: await predictionConditions({
              prompt: prompt.value,
              negativePrompt: request.negativePrompt.value,
              embeddings: request.audio?.value ?? null,
              slots: dit.audioWindow,
              window,
              last: isLast(request, window),
            }),
            riflexFreqIndex: sampling.riflexFreqIndex,
          },
          motionLatents: talk ? motion! : null,
          scheduler,
          calls: callRange(part, scheduler, Math.ceil(scheduler.timesteps.length / steps)),
          input: input ? { latents: input, addNoise: part.addNoiseToSamples } : null,
          guidance: request.guidance.value.prepare({ steps, textScale, audioScale, hasAudio: talk }),
          stepCache: request.stepCache.value,
          noise: noise.value,
          checkpoint: journal.checkpoint(key),
          onVelocities: watchVelocities(
            { stage: 'denoise', window: window.index, origin: networks.origin('dit') },
            [dit.latentChannels, latentFrames, height, width],
            (words) => journal.warn(words),
          ),
          onStep: (step, of, predicted) => {
            const now = computing();
            const secondsPerStep = now - last;
            last = now;
            const left = of - step + of * (request.windows.length - 1 - window.index);
            journal.emit({
              type: 'StepProgress',
              ...place,
              step,
              steps: of,
              secondsPerStep,
              secondsLeft: secondsPerStep * left,
            });
            preview?.({ ...place, step, steps: of }, predicted);
            journal.checkCancelled();
          },
        });
        if (request.stepCache.sparing) {
          const [whole, number] = [forwards + skipped, window.index + 1];
          const words = logWords(
            `step cache: ${skipped} of ${whole} forwards of window ${number} were spared`,
            `步缓存：窗口 ${number} 的 ${whole} 次前向中省去 ${skipped} 次`,
          );
          journal.emit({ type: 'Log', level: 'info', ...words });
        }
        return { tensors: { latents }, facts: { noise: noise.value.save(), forwards, skipped } };
      }),
  );
  noise.value.restore(output.facts.noise);
  return output;
}
