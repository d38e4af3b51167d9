import { expect, it } from 'vitest';
import { calibrationOf } from '../../core/memory/calibration.ts';
import { forecastLoading } from '../../core/memory/weights-forecast.ts';
import type { NetworkSource } from '../../core/models/model-set.ts';
import type { CheckpointView } from '../../core/plugin-api/index.ts';
import { openPrecision } from '../precision/setups.ts';
import { shapesOnly } from '../support/checkpoint-view.ts';
import { networkShapes, OFFICIAL_DIMS } from '../support/synthetic/network-shapes.ts';

const GB = 1e9;
const SCALE = { name: 'scale', dtype: 'float32', shape: [], file: '/nowhere', offset: 0, length: 4 } as const;

function loading(network: 'wan-dit' | 'umt5', provider: string, computeType: 'float16' | 'float32', isScaled = false) {
  const stored = shapesOnly(networkShapes(network, OFFICIAL_DIMS[network]));
  const get: CheckpointView['get'] = (name) => ({ ...stored.get(name), ...(isScaled ? { scale: SCALE } : {}) });
  const source = { role: 'dit', checkpoint: { ...stored, get } } as unknown as NetworkSource;
  const precision = openPrecision('auto', {});
  return forecastLoading(source, { provider, calibration: calibrationOf(provider), precision, computeType });
}

// What a host took beyond its forecast without it, at the published dims on a card of 80 GB (docs/gpu.md).
it.each([
  ['umT5 from bfloat16 to float32', 1.62 * GB, () => loading('umt5', 'webgpu', 'float32')],
  ['a 14B DiT from bfloat16', 1.3 * GB, () => loading('wan-dit', 'webgpu', 'float16')],
  ['a 14B DiT from scaled fp8', 1.98 * GB, () => loading('wan-dit', 'webgpu', 'float16', true)],
])('RAM for loading %s is forecast within 12 %%', (_, measured, forecast) => {
  expect(Math.abs(forecast() / measured - 1)).toBeLessThan(0.12);
});

it('on the processor, weights take no RAM besides their own', () => {
  expect(loading('wan-dit', 'cpu', 'float32')).toBe(0);
});
