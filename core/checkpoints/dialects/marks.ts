import { GenesisError } from '../../errors/genesis-error.ts';
import type { TensorInfo } from '../../plugin-api/checkpoint.ts';
import { elementCount } from '../../plugin-api/tensor.ts';

/** What torch.compile puts into the names of what it wrapped. */
const COMPILED = /_orig_mod\./g;
/** Tensors that are notes to a loader, not weights. `spiece_model` is a tokenizer. */
const MARK = /(^|\.)(scaled_fp8|comfy_quant|scale_input|input_scale|spiece_model)$|^model_type\./;
const SCALE = /^(.*)\.(scale_weight|weight_scale)$/;
const SECOND_SCALE = /\.weight_scale_2$/;
const SCALE_TYPES: readonly string[] = ['float32', 'float16', 'bfloat16'];

/** One number, or one per row: as a shape that multiplies a weight of `[rows, ...]`. */
function scaleOf(weight: TensorInfo, scale: TensorInfo): TensorInfo {
  const count = elementCount(scale.shape);
  const rows = weight.shape[0];
  if (SCALE_TYPES.includes(scale.dtype)) {
    if (count === 1) return { ...scale, shape: [] };
    if (count === rows) return { ...scale, shape: weight.shape.map((size, axis) => (axis === 0 ? size : 1)) };
  }
  throw new GenesisError(
    'CHECKPOINT_UNSUPPORTED',
    `${weight.file}: ${scale.name} is ${scale.dtype} [${scale.shape.join(', ')}], which does not scale ${weight.name} [${weight.shape.join(', ')}]`,
    { accepted: 'one scale per weight, or one per row' },
  );
}

/**
 * Takes out of a file's tensors what tools put there beside weights: the marks of torch.compile, and the scales of 8-bit
 * weights (`scale_weight`, `weight_scale`), which become the weights' `scale`.
 * @throws GenesisError CHECKPOINT_UNSUPPORTED for scales of blocks (NVFP4, MXFP8)
 */
export function foldMarks(tensors: ReadonlyMap<string, TensorInfo>): Map<string, TensorInfo> {
  const weights = new Map<string, TensorInfo>();
  const scales = new Map<string, TensorInfo>();
  for (const [fileName, info] of tensors) {
    const name = fileName.replace(COMPILED, '');
    if (MARK.test(name)) continue;
    if (SECOND_SCALE.test(name)) {
      throw new GenesisError(
        'CHECKPOINT_UNSUPPORTED',
        `${info.file}: ${name} is a scale of NVFP4, which is not supported`,
        {
          accepted: 'float32, float16, bfloat16, or 8-bit floats with or without a scale per weight',
        },
      );
    }
    const scaled = SCALE.exec(name);
    if (scaled) scales.set(`${scaled[1]}.weight`, info);
    else weights.set(name, { ...info, name });
  }
  for (const [name, scale] of scales) {
    const weight = weights.get(name);
    if (weight) weights.set(name, { ...weight, scale: scaleOf(weight, { ...scale, name: `${name}.scale` }) });
  }
  return weights;
}
