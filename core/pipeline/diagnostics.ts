import { GenesisError } from '../errors/genesis-error.ts';
import type { Tensor } from '../plugin-api/tensor.ts';
import type { StageName, TensorDiagnostic } from '../runs/events.ts';

/** Measures a tensor. min, max and mean are over its finite values; 0 when there are none. */
export function diagnose(name: string, tensor: Tensor): TensorDiagnostic {
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

/**
 * Measures what a stage made.
 * @throws GenesisError NON_FINITE_TENSOR naming the stage and the tensor
 */
export function diagnoseAll(stage: StageName, tensors: Readonly<Record<string, Tensor>>): TensorDiagnostic[] {
  return Object.entries(tensors).map(([name, tensor]) => {
    const diagnostic = diagnose(name, tensor);
    if (diagnostic.nanCount > 0) {
      throw new GenesisError(
        'NON_FINITE_TENSOR',
        `stage ${stage} made ${diagnostic.nanCount} values of ${name} [${tensor.dims.join(', ')}] that are NaN or infinite`,
        {
          field: name,
          accepted: 'arithmetic with more range: float32 in the provider, or weights as bf16, fp32 or q8',
        },
      );
    }
    return diagnostic;
  });
}
