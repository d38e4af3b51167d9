import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeSafetensors } from '../../core/graph/safetensors.ts';
import { type FloatTensor, floatTensor, GraphBuilder, type Tensor } from '../../core/plugin-api/index.ts';
import { checkpointInPrecision } from '../../core/quantize/converted-checkpoint.ts';
import { SessionSet } from '../../core/runtime/session-set.ts';
import { NoiseGenerator } from '../../core/sampling/randn.ts';
import type { NetworkSetup } from '../support/network.ts';
import { openCheckpoint } from '../support/open-checkpoint.ts';

export interface LinearSize {
  readonly rows: number;
  readonly inner: number;
  readonly out: number;
}

const NAME = 'blocks.0.linear';
/** Standard deviation of the weights: about that of a trained network of this width. */
const weightDeviation = ({ inner }: LinearSize): number => 1 / Math.sqrt(inner);

/** x · Wᵀ + b in float64. */
function exact(
  { rows, inner, out }: LinearSize,
  x: Float32Array,
  weight: Float32Array,
  bias: Float32Array,
): Float32Array {
  const y = new Float32Array(rows * out);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < out; column++) {
      let sum = bias[column]!;
      for (let k = 0; k < inner; k++) sum += x[row * inner + k]! * weight[column * inner + k]!;
      y[row * out + column] = sum;
    }
  }
  return y;
}

/** One linear layer with normal weights and inputs: what a setup makes of it, and what it is in float64. */
export async function runLinear(
  size: LinearSize,
  setup: NetworkSetup,
): Promise<{ actual: Tensor; expected: FloatTensor }> {
  const { rows, inner, out } = size;
  const noise = new NoiseGenerator(rows * 7919 + inner);
  const weight = noise.randn(out * inner).map((value) => value * weightDeviation(size));
  const bias = noise.randn(out);
  const x = noise.randn(rows * inner);
  const dir = await mkdtemp(join(tmpdir(), 'linear-'));
  try {
    const file = join(dir, 'linear.safetensors');
    const tensors = {
      [`${NAME}.weight`]: floatTensor(weight, [out, inner]),
      [`${NAME}.bias`]: floatTensor(bias, [out]),
    };
    await writeFile(file, encodeSafetensors(tensors));
    const stored = await openCheckpoint(file);
    const { id, execution, precision } = setup;
    const checkpoint = precision
      ? await checkpointInPrecision(stored, precision.value, { role: 'dit', provider: id, dir })
      : stored;
    const { lowering } = execution;
    const graph = new GraphBuilder('linear');
    const input = graph.cast(graph.input('x', 'float32', ['rows', inner]), lowering.computeType);
    const y = lowering.linear(graph, input, checkpoint.get(`${NAME}.weight`), checkpoint.get(`${NAME}.bias`));
    graph.output('y', graph.cast(y, 'float32'), ['rows', out]);
    const runner = await SessionSet.load(
      { linear: graph.finish() },
      execution.session({ threads: 2, leanMemory: false }),
    );
    const result = await runner.call({
      inputs: { x: floatTensor(x, [rows, inner]) },
      steps: [{ graph: 'linear', feeds: { x: 'x' }, results: { y: 'y' } }],
      want: ['y'],
    });
    await runner.release();
    return { actual: result.y!, expected: floatTensor(exact(size, x, weight, bias), [rows, out]) };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
