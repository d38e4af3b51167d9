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

const presented = ({ state }: EndedFrame): boolean => state.startsWith('STATE_PRESENTED');
const unwanted = ({ state }: EndedFrame): boolean => state === 'STATE_NO_UPDATE_DESIRED';

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

/** When the wait for a picture began. @param since frames that ended after the picture before it, which was shown at `before` */
function waitBegan(since: readonly EndedFrame[], before: number): number {
  const shown = Math.min(...since.filter(presented).map(({ begun }) => begun));
  // Chromium had nothing to show, and nothing that it shows now was on its way: the page was at rest.
  const rest = since.filter((frame) => unwanted(frame) && frame.begun > before && frame.begun < shown).at(-1);
  if (!rest) return before;
  return Math.min(...since.filter((frame) => !unwanted(frame) && frame.begun > rest.begun).map(({ begun }) => begun));
}

/**
 * Frames of a page in Chromium's trace: milliseconds between each picture that was presented and the one before, whatever
 * kept the machine busy, dropped frames between them included; after a rest, from when a frame was wanted again.
 */
export function framesOf(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] };
  const renderer = rendererOf(traceEvents);
  if (renderer === undefined) throw new Error('the trace has no frame of a page');
  const intervals: number[] = [];
  const ended = endedFrames(traceEvents, renderer);
  let before = Number.NaN;
  let since: EndedFrame[] = [];
  for (const [index, frame] of ended.entries()) {
    since.push(frame);
    // What the compositor drew and what the page drew may be reported apart, and are presented as one picture.
    if (ended[index + 1]?.at === frame.at || !since.some(presented)) continue;
    if (!Number.isNaN(before)) intervals.push((frame.at - waitBegan(since, before)) / 1000);
    [before, since] = [frame.at, []];
  }
  return intervals;
}
