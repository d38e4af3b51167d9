interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  /** Microseconds. */
  readonly ts: number;
  readonly pid: number;
  readonly id2?: { readonly local?: string };
  readonly args?: { readonly name?: string; readonly frame_reporter?: { readonly state: string } };
}

/** What of a trace is recorded for `framesOf`. */
export const FRAME_CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline.frame'];

/** Microseconds without a frame that was wanted: between two turns of the wheel, not within one. */
const REST = 100_000;

/** The process that shows the page. */
function rendererOf(events: readonly TraceEvent[]): number | undefined {
  const renderers = new Set(
    events.filter(({ name, args }) => name === 'process_name' && args?.name === 'Renderer').map(({ pid }) => pid),
  );
  const reports = events.filter(({ name, pid }) => name === 'PipelineReporter' && renderers.has(pid));
  return reports.at(-1)?.pid;
}

interface EndedFrame {
  readonly begun: number;
  readonly at: number;
  /** Presented, dropped, or not wanted since nothing had changed. */
  readonly state: string;
}

function endedFrames(events: readonly TraceEvent[], renderer: number): EndedFrame[] {
  const open = new Map<string, Omit<EndedFrame, 'at'>>();
  const ended: EndedFrame[] = [];
  const reports = events.filter(({ name, pid }) => name === 'PipelineReporter' && pid === renderer);
  for (const { ph, id2, args, ts } of reports.sort((one, other) => one.ts - other.ts)) {
    const id = id2?.local ?? '';
    const frame = open.get(id);
    if (ph === 'b') open.set(id, { begun: ts, state: args?.frame_reporter?.state ?? '' });
    else if (ph === 'e' && frame) {
      ended.push({ ...frame, at: ts });
      open.delete(id);
    }
  }
  return ended.sort((one, other) => one.at - other.at);
}

/**
 * Frames of a page in Chromium's trace: milliseconds between each one that was presented and the one before, whatever kept
 * the machine busy; after a rest, from when a frame was wanted again.
 */
export function framesOf(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] };
  const renderer = rendererOf(traceEvents);
  if (renderer === undefined) throw new Error('the trace has no frame of a page');
  const intervals: number[] = [];
  let before = 0;
  // Of the frames since the last one that was presented: when the first of them was wanted.
  let wanted = Number.POSITIVE_INFINITY;
  for (const { begun, at, state } of endedFrames(traceEvents, renderer)) {
    if (state === 'STATE_NO_UPDATE_DESIRED') continue;
    wanted = Math.min(wanted, begun);
    // A dropped frame is one that should have been seen: the wait goes on.
    if (!state.startsWith('STATE_PRESENTED')) continue;
    intervals.push((at - (wanted - before > REST ? wanted : before)) / 1000);
    [before, wanted] = [at, Number.POSITIVE_INFINITY];
  }
  return intervals;
}
