import { describe, expect, it } from 'vitest';
import { FrameWatch, watchVelocities } from '../../core/pipeline/output-watch.ts';
import { floatTensor, NoiseGenerator } from '../../core/plugin-api/index.ts';

const origin = { network: 'wan-dit', precision: 'fp16', provider: 'webgpu' };
const decoding = { stage: 'decode', window: 1, origin: { ...origin, network: 'wan-vae' } } as const;

const SIZE = 32;
/** `[3, count, 32, 32]` from a value per channel, frame, row and column. */
function frames(count: number, value: (c: number, frame: number, y: number, x: number) => number) {
  const data = new Float32Array(3 * count * SIZE * SIZE);
  for (let i = 0; i < data.length; i++) {
    const plane = Math.floor(i / SIZE / SIZE);
    data[i] = value(Math.floor(plane / count), plane % count, Math.floor(i / SIZE) % SIZE, i % SIZE);
  }
  return floatTensor(data, [3, count, SIZE, SIZE]);
}

/** A soft slope, as most of a picture is. */
const slope = (_c: number, _frame: number, y: number, x: number) => (x + y) / SIZE - 1;

function warningsOf(...chunks: ReturnType<typeof frames>[]): string[] {
  const watch = new FrameWatch(decoding);
  for (const chunk of chunks) watch.see(chunk);
  return watch.warnings().map(({ message }) => message);
}

describe('velocities', () => {
  const place = { stage: 'denoise', window: 0, origin } as const;

  it('that overflow end the run with network, step, prediction, precision and provider named', () => {
    const see = watchVelocities(place, [1, 1, 2, 2], () => {});
    see(1, 8, { cond: Float32Array.of(1, 2, 3, 4) });
    const overflown = () =>
      see(3, 8, { cond: Float32Array.of(1, 2, 3, 4), uncond: Float32Array.of(Infinity, 5e4, 1, NaN) });
    expect(overflown).toThrow(
      expect.objectContaining({
        code: 'NON_FINITE_TENSOR',
        field: 'velocity.uncond',
        message:
          'stage denoise, window 1, step 3 of 8: network wan-dit in precision fp16 on webgpu made 2 of 4 values of ' +
          'velocity.uncond [1, 1, 2, 2] NaN or infinite; the largest of the others is 5.00e+4',
      }),
    );
  });

  it('that are the same everywhere are warned of', () => {
    const warnings: unknown[] = [];
    watchVelocities(place, [1, 1, 1, 2], (words) => warnings.push(words))(2, 8, { cond: Float32Array.of(0, 0) });
    expect(warnings).toEqual([
      {
        message:
          'stage denoise, window 1, step 2 of 8: network wan-dit in precision fp16 on webgpu made velocity.cond [1, 1, 1, 2] with 0 everywhere',
        translations: {
          zh: '阶段 denoise，窗口 1，网络 wan-dit，精度 fp16，webgpu：velocity.cond [1, 1, 1, 2] 处处为 0',
        },
      },
    ]);
  });
});

describe('decoded frames', () => {
  it('of a picture give no warning', () => {
    expect(warningsOf(frames(1, slope), frames(4, slope))).toEqual([]);
  });

  it('with NaN end the run and name the frames', () => {
    const watch = new FrameWatch(decoding);
    watch.see(frames(1, slope));
    expect(() =>
      watch.see(frames(4, (c, frame, y, x) => (frame === 2 && x === 3 ? NaN : slope(c, frame, y, x)))),
    ).toThrow(
      /^stage decode, window 2, frames 2 to 5: network wan-vae in precision fp16 on webgpu made 96 of 12288 values/,
    );
  });

  it('that are black are counted', () => {
    expect(
      warningsOf(
        frames(1, slope),
        frames(4, (c, frame, y, x) => (frame > 0 ? -1 : slope(c, frame, y, x))),
      ),
    ).toEqual(['stage decode, window 2: network wan-vae in precision fp16 on webgpu made 3 of 5 frames of one colour']);
  });

  it('that are clamped at the ends of the range are warned of with their share', () => {
    const [warning, ...others] = warningsOf(frames(2, (_c, _frame, y, x) => (x === 0 ? 0 : y < 16 ? -1 : 1)));
    expect(others).toEqual([]);
    expect(warning).toContain('saturated frames: 97 % of the values');
  });

  it('that are independent from pixel to pixel are told from a picture', () => {
    const noise = new NoiseGenerator(1).randn(3 * SIZE * SIZE);
    let next = 0;
    const [warning, ...others] = warningsOf(frames(1, () => noise[next++]! / 4));
    expect(others).toEqual([]);
    expect(warning).toMatch(/look like noise: neighbours differ by (9\d|10\d) % of chance$/);
  });
});
