import {
  type BuildContext,
  type FloatTensor,
  floatTensor,
  type Graph,
  GraphBuilder,
  type Value,
} from '../../core/plugin-api/index.ts';
import type { DitConfig } from './config.ts';
import { Layers, type Modulation } from './layers.ts';

/** cos(t·f) for every frequency, then sin(t·f); f = 10000^(−i / half), float64. `[1, freqDim]` */
export function timestepFeatures(timestep: number, freqDim: number): FloatTensor {
  const half = freqDim / 2;
  const angles = Float64Array.from({ length: half }, (_, i) => timestep * 10000 ** (-i / half));
  const features = new Float32Array(freqDim);
  features.set(angles.map(Math.cos));
  features.set(angles.map(Math.sin), half);
  return floatTensor(features, [1, freqDim]);
}

/** Graph `time`: timestep features `[1, freqDim]` → `time` (e) `[1, dim]`, `modulation` (e0) `[6, dim]`. */
export function buildTime(config: DitConfig, context: BuildContext): Graph {
  const graph = new GraphBuilder('dit_time');
  const layers = new Layers(graph, config, context, [null]);
  const silu = (x: Value) => graph.mul(x, graph.op('Sigmoid', [x]));
  const features = graph.input('features', 'float32', [1, config.freqDim]);
  const inner = silu(layers.preciseLinear(features, 'time_embedding.0'));
  const time = layers.preciseLinear(inner, 'time_embedding.2');
  const modulation = layers.preciseLinear(silu(time), 'time_projection.1');
  graph.output('time', time, [1, config.dim]);
  graph.output('modulation', graph.reshape(modulation, [6, config.dim]), [6, config.dim]);
  return graph.finish();
}

/** A branch of a block: shift, 1 + scale and gate, each `[dim]`. */
export interface GatedModulation extends Modulation {
  readonly gate: Value;
}

/** Rows of the sum: shift, scale, gate of self-attention, then shift, scale, gate of the feed-forward. */
export function blockModulation(layers: Layers, block: string, modulation: Value): [GatedModulation, GatedModulation] {
  const [s1, c1, g1, s2, c2, g2] = addedRows(layers, `${block}.modulation`, modulation, 6);
  return [
    { shift: s1!, scale: c1!, gate: g1! },
    { shift: s2!, scale: c2!, gate: g2! },
  ];
}

/** Modulation of the head: rows shift, scale of its own table plus e. */
export function headModulation(layers: Layers, time: Value): Modulation {
  const [shift, scale] = addedRows(layers, 'head.modulation', time, 2);
  return { shift: shift!, scale: scale! };
}

/** Rows of `table[1, rows, dim] + addend`, each `[dim]`; the scales, rows 1 and 4, are increased by 1. */
function addedRows(layers: Layers, table: string, addend: Value, rows: number): Value[] {
  const { graph, config } = layers;
  const sum = graph.reshape(graph.add(layers.float(table), addend), [rows * config.dim]);
  const parts = graph.split(sum, 0, Array<number>(rows).fill(config.dim));
  return parts.map((part, row) => (row % 3 === 1 ? graph.add(part, graph.scalar(1)) : part));
}
