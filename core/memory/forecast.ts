import { describeNetwork } from '../models/describe-network.ts';
import type { ModelSet, NetworkSource } from '../models/model-set.ts';
import type { ExecutionProvider, NetworkRole, Precision } from '../plugin-api/index.ts';
import type { MemoryBytes, MemoryForecast, NetworkForecast, StageForecast } from '../plugin-api/memory-forecast.ts';
import type { GenerationMode } from '../runs/spec.ts';
import { BASE_BYTES, calibrationOf, OUTPUT_BYTES, type ProviderCalibration } from './calibration.ts';
import { loweringOf } from './lowering-of.ts';
import { addBytes, NO_BYTES } from './memory-bytes.ts';
import { forecastLoading, forecastWeights } from './weights-forecast.ts';
import { forecastWork, type RunShape } from './work-forecast.ts';

const F32 = 4;
/** Frames that the VAE makes at once. */
const CHUNK = 4;

export interface ForecastProvider {
  readonly id: string;
  readonly provider: ExecutionProvider;
}

/** What a forecast is made for, besides the model set. */
export interface ForecastRequest extends RunShape {
  readonly mode: GenerationMode;
  readonly provider: ForecastProvider;
  readonly precision: (role: NetworkRole) => Precision;
  /** The processor, where the text encoder may be put; null when it cannot. */
  readonly processor: ForecastProvider | null;
  /** What earlier runs measured over what was forecast, of all but the weights. */
  readonly correction: (stage: string) => MemoryBytes;
}

const NO_CORRECTION: MemoryBytes = { vram: 1, ram: 1 };

/** For a device of which nothing has been measured. */
export const uncorrected = (): MemoryBytes => NO_CORRECTION;

function forecastNetwork(
  source: NetworkSource,
  { id, provider }: ForecastProvider,
  precision: ForecastRequest['precision'],
): NetworkForecast {
  const calibration = calibrationOf(id);
  const { role } = source;
  const { computeType } = loweringOf(provider, role);
  const group = role === 'vae' || role === 'dit' ? role : 'others';
  const settings = { provider: id, calibration, precision: precision(role), computeType };
  const ram = calibration.hostBytes + forecastLoading(source, settings);
  return {
    role,
    weights: forecastWeights(source, settings),
    overhead: addBytes({ vram: calibration.deviceBytes, ram }, calibration.sessionBytes[group]),
    kept: calibration.kept[group],
  };
}

const dimsOf = (source: NetworkSource) => source.network.facts(source.config).dims;

/** Stages that a network works in, in the order of a run, with what they hold in RAM besides it. */
function stagesOf(model: ModelSet, request: ForecastRequest, calibration: ProviderCalibration): StageForecast[] {
  const { width, height, frames, motionFrames, mode, correction } = request;
  const frameBytes = width * height * 3 * F32;
  const channels = model.networks.vae ? describeNetwork(model.networks.vae).latentChannels : 16;
  const latentBytes = (channels * frameBytes * frames) / (3 * 64 * CHUNK);
  const stage = (name: string, role: NetworkRole, bufferBytes: number): StageForecast[] => {
    const source = model.networks[role] as NetworkSource | undefined;
    if (!source) return [];
    return [
      {
        stage: name,
        network: role,
        work: forecastWork(role, name, dimsOf(source), request, calibration),
        buffers: { vram: 0, ram: bufferBytes },
        correction: correction(name),
      },
    ];
  };
  return [
    ...stage('encode-text', 'text-encoder', 0),
    ...stage('encode-image', 'image-encoder', frameBytes),
    ...(mode === 'INFINITETALK' ? stage('encode-audio', 'audio-encoder', 0) : []),
    ...stage('encode-latents', 'vae', frameBytes * motionFrames + latentBytes),
    ...stage('denoise', 'dit', latentBytes * 6),
    ...stage('decode', 'vae', frameBytes * (motionFrames + CHUNK) + latentBytes + OUTPUT_BYTES),
  ];
}

/**
 * What a run will need, from headers and shapes alone: a pure function of the model set's tensors and dims, the
 * settings, the provider and the precisions. What depends on the memory plan is left open (see `stageUses`).
 */
export function forecastMemory(model: ModelSet, request: ForecastRequest): MemoryForecast {
  const { provider, precision, processor } = request;
  const calibration = calibrationOf(provider.id, loweringOf(provider.provider, 'dit'));
  const stages = stagesOf(model, request, calibration);
  const roles = new Set(stages.map(({ network }) => network));
  const sources = (Object.values(model.networks) as NetworkSource[]).filter(({ role }) => roles.has(role));
  const text = model.networks['text-encoder'];
  return {
    provider: provider.id,
    base: { vram: NO_BYTES.vram, ram: BASE_BYTES + calibration.sharedBytes },
    networks: sources.map((source) => forecastNetwork(source, provider, precision)),
    stages,
    textEncoderOnCpu:
      text && processor && processor.id !== provider.id
        ? {
            network: forecastNetwork(text as NetworkSource, processor, precision),
            work: forecastWork(
              'text-encoder',
              'encode-text',
              dimsOf(text as NetworkSource),
              request,
              calibrationOf(processor.id),
            ),
          }
        : null,
  };
}
