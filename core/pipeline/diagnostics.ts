import { GenesisError } from '../errors/genesis-error.ts';
import type { Tensor } from '../plugin-api/tensor.ts';
import type { LogWords, StageName, TensorDiagnostic } from '../runs/events.ts';
import { logWords } from './log-words.ts';

/** Which network made a tensor, and how it ran: named when the tensor is of no use. */
export interface NetworkOrigin {
  /** Id of the network plugin. */
  readonly network: string;
  /** Id of the precision plugin. */
  readonly precision: string;
  /** Id of the execution provider. */
  readonly provider: string;
}

/** Where in a run a tensor was made. */
export interface TensorPlace {
  readonly stage: StageName;
  /** Index of the window; null for a stage that runs once. */
  readonly window: number | null;
  readonly origin?: NetworkOrigin | undefined;
  /** Within the stage, such as `step 3 of 8`. */
  readonly detail?: string | undefined;
}

/** Measures a tensor. min, max and mean are over its finite values; 0 when there are none. */
function diagnose(name: string, tensor: Tensor): TensorDiagnostic {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let count = 0;
  const data = tensor.data as ArrayLike<number | bigint>;
  for (let i = 0; i < data.length; i++) {
    const value = Number(data[i]);
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    count += 1;
  }
  return {
    name,
    dtype: tensor.dtype,
    shape: tensor.dims,
    min: count ? min : 0,
    max: count ? max : 0,
    mean: count ? sum / count : 0,
    nanCount: data.length - count,
  };
}

/** The diagnostic of pieces that follow each other along the first axis. */
export function joinDiagnostics(pieces: readonly TensorDiagnostic[]): TensorDiagnostic {
  const [first] = pieces as [TensorDiagnostic, ...TensorDiagnostic[]];
  const rows = pieces.reduce((sum, { shape }) => sum + shape[0]!, 0);
  return {
    ...first,
    shape: [rows, ...first.shape.slice(1)],
    min: Math.min(...pieces.map(({ min }) => min)),
    max: Math.max(...pieces.map(({ max }) => max)),
    mean: pieces.reduce((sum, { mean, shape }) => sum + mean * shape[0]!, 0) / rows,
    nanCount: pieces.reduce((sum, { nanCount }) => sum + nanCount, 0),
  };
}

const originText = ({ network, precision, provider }: NetworkOrigin): string =>
  `network ${network} in precision ${precision} on ${provider}`;

/** `stage denoise, window 2, step 3 of 8: network wan-dit in precision fp16 on webgpu`. */
export function placeText({ stage, window, origin, detail }: TensorPlace): string {
  const parts = [`stage ${stage}`, ...(window === null ? [] : [`window ${window + 1}`]), ...(detail ? [detail] : [])];
  return origin ? `${parts.join(', ')}: ${originText(origin)}` : parts.join(', ');
}

/** The same in Chinese; the step is left out. */
export function placeInChinese({ stage, window, origin }: TensorPlace): string {
  const parts = [`阶段 ${stage}`, ...(window === null ? [] : [`窗口 ${window + 1}`])];
  const from = origin && `网络 ${origin.network}，精度 ${origin.precision}，${origin.provider}`;
  return [...parts, ...(from ? [from] : [])].join('，');
}

/**
 * Measures a tensor that must be finite.
 * @throws GenesisError NON_FINITE_TENSOR naming stage, window, step, network, precision and tensor
 */
export function diagnoseFinite(place: TensorPlace, name: string, tensor: Tensor): TensorDiagnostic {
  const diagnostic = diagnose(name, tensor);
  if (diagnostic.nanCount === 0) return diagnostic;
  const of = tensor.data.length;
  const largest = Math.max(Math.abs(diagnostic.min), Math.abs(diagnostic.max)).toPrecision(3);
  const rest = diagnostic.nanCount === of ? '' : `; the largest of the others is ${largest}`;
  throw new GenesisError(
    'NON_FINITE_TENSOR',
    `${placeText(place)} made ${diagnostic.nanCount} of ${of} values of ${name} [${tensor.dims.join(', ')}] NaN or infinite${rest}`,
    {
      field: name,
      accepted: 'arithmetic with more range: float32 in the provider, or weights as bf16, fp32 or q8',
    },
  );
}

/**
 * Measures what a stage made.
 * @throws GenesisError NON_FINITE_TENSOR
 */
export function diagnoseAll(place: TensorPlace, tensors: Readonly<Record<string, Tensor>>): TensorDiagnostic[] {
  return Object.entries(tensors).map(([name, tensor]) => diagnoseFinite(place, name, tensor));
}

/** What is suspicious about a network's output though it is finite: every value the same. null: nothing. */
export function flatWarning(place: TensorPlace, { name, shape, min, max }: TensorDiagnostic): LogWords | null {
  const isSingle = shape.every((size) => size === 1);
  if (isSingle || min !== max) return null;
  const tensor = `${name} [${shape.join(', ')}]`;
  return logWords(
    `${placeText(place)} made ${tensor} with ${min} everywhere`,
    `${placeInChinese(place)}：${tensor} 处处为 ${min}`,
  );
}
