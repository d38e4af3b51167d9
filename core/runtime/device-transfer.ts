import type * as ort from 'onnxruntime-node';
import { GraphBuilder } from '../graph/builder.ts';
import { suppliedShape } from '../graph/supplied-shape.ts';
import type { ProviderSession } from '../plugin-api/execution-provider.ts';
import type { SuppliedWeight } from '../plugin-api/graph.ts';
import type { Tensor } from '../plugin-api/tensor.ts';
import { createSession } from './create-session.ts';
import { toOrt } from './ort-tensors.ts';

type Way = 'toDevice' | 'transposed' | 'toHost';

/** Types that stay on the device between sessions; others are small and stay in host memory. */
const DEVICE_TYPES: readonly string[] = ['float32', 'float16'];

const isOnDevice = (tensor: ort.Tensor): boolean => tensor.location === 'gpu-buffer';

/**
 * Moves values between host and device through sessions of one node: reading a device tensor by itself would abort the
 * process. With a provider without device values all of them are in host memory. The sessions live as long as the
 * network's own, since one that is released alone gives no memory back.
 */
export class DeviceTransfer {
  readonly #provider: ProviderSession;
  readonly #sessions = new Map<string, Promise<ort.InferenceSession>>();

  constructor(provider: ProviderSession) {
    this.#provider = provider;
  }

  /** Where sessions leave their outputs: on the device where the provider can. */
  get outputs(): 'gpu-buffer' | null {
    return this.#provider.deviceValues ? 'gpu-buffer' : null;
  }

  #session(way: Way, { type, dims }: ort.Tensor): Promise<ort.InferenceSession> {
    const key = `${way}.${type}.${dims.length}`;
    let session = this.#sessions.get(key);
    if (!session) {
      const axes = dims.map((_, axis) => `axis${axis}`);
      const graph = new GraphBuilder(key);
      const x = graph.input('x', type as 'float32', axes);
      if (way === 'transposed') graph.output('y', graph.transpose(x, [1, 0]), axes.toReversed());
      else graph.output('y', x, axes);
      session = createSession(graph.finish().bytes, this.#provider, way === 'toHost' ? 'cpu' : this.outputs);
      this.#sessions.set(key, session);
    }
    return session;
  }

  async #move(way: Way, tensor: ort.Tensor): Promise<ort.Tensor> {
    const session = await this.#session(way, tensor);
    return (await session.run({ x: tensor })).y!;
  }

  /** A copy on the device of a value that the host has; any other value as it is. */
  async upload(tensor: ort.Tensor): Promise<ort.Tensor> {
    const stays = this.outputs === null || isOnDevice(tensor) || !DEVICE_TYPES.includes(tensor.type);
    return stays ? tensor : this.#move('toDevice', tensor);
  }

  /** A copy of a weight of its own as its graph has it, on the device where the provider can. */
  place(values: Tensor, weight: SuppliedWeight): Promise<ort.Tensor> {
    if (!weight.transposed) return this.#move('toDevice', toOrt(values));
    return this.#move('transposed', toOrt({ ...values, dims: suppliedShape(weight).toReversed() }));
  }

  /** A copy in host memory of a value on the device; any other value as it is. */
  async download(tensor: ort.Tensor): Promise<ort.Tensor> {
    return isOnDevice(tensor) ? this.#move('toHost', tensor) : tensor;
  }

  async release(): Promise<void> {
    for (const session of this.#sessions.values()) await (await session).release();
    this.#sessions.clear();
  }
}
