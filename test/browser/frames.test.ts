import { describe, expect, it } from 'vitest';
import { framesOf } from './frames.ts';

/** `begun` and `ended` in milliseconds. */
type Frame = readonly [begun: number, ended: number, state: string];

const PAGE = 7;
const SHOWN = 'STATE_PRESENTED_ALL';
const SHOWN_IN_PART = 'STATE_PRESENTED_PARTIAL';
const DROPPED = 'STATE_DROPPED';
const NOTHING_NEW = 'STATE_NO_UPDATE_DESIRED';

function trace(frames: readonly Frame[]): Buffer {
  const reports = frames.flatMap(([begun, ended, state], index) => {
    const report = { name: 'PipelineReporter', pid: PAGE, id2: { local: `0x${index}` } };
    return [
      { ...report, ph: 'b', ts: begun * 1000, args: { frame_reporter: { state } } },
      { ...report, ph: 'e', ts: ended * 1000, args: {} },
    ];
  });
  const process = { name: 'process_name', ph: 'M', ts: 0, pid: PAGE, args: { name: 'Renderer' } };
  return Buffer.from(JSON.stringify({ traceEvents: [process, ...reports] }));
}

describe('the frames of a trace', () => {
  it('count from picture to picture, and a picture of two reports counts once', () => {
    const frames = [
      [0, 10, SHOWN],
      [16, 26, SHOWN_IN_PART],
      [0, 26, SHOWN],
      [33, 60, SHOWN],
    ] as const;
    expect(framesOf(trace(frames))).toEqual([16, 34]);
  });

  it('wait through what was dropped between two pictures', () => {
    expect(
      framesOf(
        trace([
          [0, 10, SHOWN],
          [16, 30, DROPPED],
          [33, 50, DROPPED],
          [50, 70, SHOWN],
        ]),
      ),
    ).toEqual([60]);
  });

  it('do not count the time in which there was nothing to show', () => {
    const frames = [
      [0, 10, SHOWN],
      [16, 17, NOTHING_NEW],
      [33, 44, NOTHING_NEW],
      [50, 56, SHOWN],
    ] as const;
    expect(framesOf(trace(frames))).toEqual([6]);
  });

  it('count from the first frame that was wanted after a rest, though it was dropped', () => {
    const frames = [
      [0, 10, SHOWN],
      [16, 17, NOTHING_NEW],
      [33, 45, DROPPED],
      [50, 95, SHOWN],
    ] as const;
    expect(framesOf(trace(frames))).toEqual([62]);
  });

  it('count the whole wait for a page that is still drawing while the compositor has nothing new', () => {
    const frames = [
      [0, 10, SHOWN],
      [16, 90, SHOWN],
      [33, 34, NOTHING_NEW],
      [50, 51, NOTHING_NEW],
    ] as const;
    expect(framesOf(trace(frames))).toEqual([80]);
  });

  it('do not wait for what was dropped before a rest', () => {
    const frames = [
      [0, 10, SHOWN],
      [16, 30, DROPPED],
      [33, 34, NOTHING_NEW],
      [1000, 1010, SHOWN],
    ] as const;
    expect(framesOf(trace(frames))).toEqual([10]);
  });
});
