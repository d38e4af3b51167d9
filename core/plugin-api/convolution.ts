import type { TensorInfo } from './checkpoint.ts';
import type { GraphBuilder, Value } from './graph.ts';

/** Frames of feature maps, logically `[frames, channels, height, width]`, in the layout that a provider convolves fastest. */
export interface FeatureMaps {
  /** Axis 0 is frames in every layout; the order inside a frame is the provider's own. */
  readonly value: Value;
  readonly frames: number;
  readonly channels: number;
  /** The provider's name for the order inside a frame. Maps of one layout can be added and joined along axis 0. */
  readonly layout: string;
}

export interface Kernel {
  /** `[out, in, kh, kw]`, or `[out, in, kt, kh, kw]`; square, odd sides. */
  readonly weight: TensorInfo;
  /** `[out]` */
  readonly bias: TensorInfo;
}

/** How a provider convolves pictures and videos, so that a network with convolutions is written once. */
export interface Convolution {
  /** @param x `[frames, channels, height, width]` */
  enter(graph: GraphBuilder, x: Value, frames: number, channels: number): FeatureMaps;
  /** @returns `[frames, channels, height, width]` */
  leave(graph: GraphBuilder, maps: FeatureMaps): Value;
  /** Declares a graph input that holds `frames` frames of maps such as `like`. */
  input(graph: GraphBuilder, name: string, frames: number, like: FeatureMaps): FeatureMaps;
  /**
   * Convolves each frame by itself.
   * @param options.stride default 1
   * @param options.pads zeros on the top, left, bottom and right; default: half the kernel on every side
   * @param options.add added to the result
   */
  conv2d(
    graph: GraphBuilder,
    maps: FeatureMaps,
    kernel: Kernel,
    options?: {
      readonly stride?: number;
      readonly pads?: readonly [number, number, number, number];
      readonly add?: FeatureMaps;
    },
  ): FeatureMaps;
  /**
   * Convolves in time (3 taps, no padding) and space (padded with zeros by half the kernel): output frame t sees frames
   * stride·t, stride·t + 1 and stride·t + 2 of the history followed by `maps`.
   * @param history null: two zero frames, allowed before a single frame
   * @param options.stride in time, default 1
   * @param options.split the output channels are this many equal groups, and each group becomes a frame; default 1
   * @param options.add added to the result
   */
  conv3d(
    graph: GraphBuilder,
    history: FeatureMaps | null,
    maps: FeatureMaps,
    kernel: Kernel,
    options?: { readonly stride?: number; readonly split?: number; readonly add?: FeatureMaps },
  ): FeatureMaps;
  /** Doubles height and width by nearest neighbour, then convolves each frame with a 3×3 kernel. */
  upsampleConv2d(graph: GraphBuilder, maps: FeatureMaps, kernel: Kernel): FeatureMaps;
  /**
   * x / max(‖x‖₂, 1e-12) · √channels · gain, the norm taken over the channels of each position.
   * @param gain `[channels]`, trailing dims of size 1 allowed
   * @param silu whether x · sigmoid(x) follows
   */
  rmsNorm(graph: GraphBuilder, maps: FeatureMaps, gain: TensorInfo, silu: boolean): FeatureMaps;
}
