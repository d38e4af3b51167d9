import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { GenerationEvents } from '../../apps/cli/operations.ts';
import { RealServer } from '../support/real-server.ts';
import { outcome, startSmall, wait } from './small.ts';

export interface SubscriberReport {
  readonly subscribers: number;
  /** Subscribers that got every event once and in order. */
  readonly whole: number;
  /** A subscriber that came back after the end and asked from the middle on. */
  readonly lateWhole: boolean;
  /** What a subscriber that never reads costs the server while thousands of events pass, in bytes. */
  readonly stalledBytes: number;
  /** Resident bytes of the server after the first and after the second crowd. */
  readonly afterFirst: number;
  readonly afterSecond: number;
  readonly growth: number;
  readonly ok: boolean;
}

const rss = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;

const body = (id: string, after: number) =>
  JSON.stringify({ query: GenerationEvents.toString(), variables: { id, after } });

// A connection of each one's own: an idle one that is taken up again may be one that the server is closing just then.
const HEADERS = { 'content-type': 'application/json', accept: 'text/event-stream', connection: 'close' };

/** Sequence numbers that a subscriber hears until the stream ends. */
async function heard(url: string, id: string, after: number): Promise<number[]> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: HEADERS, body: body(id, after) });
  return [...(await response.text()).matchAll(/"seq":(\d+)/g)].map(([, seq]) => Number(seq));
}

/** A client that subscribes and never reads a byte. */
function stall(url: string, id: string): () => void {
  const { hostname, port } = new URL(url);
  const text = body(id, 0);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.pause();
  const lines = Object.entries({ ...HEADERS, host: `${hostname}:${port}`, 'content-length': String(text.length) });
  socket.write(
    `POST /graphql HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${text}`,
  );
  socket.on('error', () => {});
  return () => socket.destroy();
}

const inOrder = (seqs: readonly number[], from: number, to: number): boolean =>
  seqs.length === to - from && seqs.every((seq, i) => seq === from + 1 + i);

async function crowd(server: RealServer, count: number): Promise<{ whole: number; events: number; id: string }> {
  const id = await startSmall(server, { steps: 20 });
  const listeners = Array.from({ length: count }, () => heard(server.url, id, 0));
  const events = (await outcome(server, id)).events.length;
  const seqs = await Promise.all(listeners);
  return { id, events, whole: seqs.filter((each) => inOrder(each, 0, events)).length };
}

/** A crowd, one that stalls, and one that comes back late: none may cost the server anything that stays. */
export async function subscribers(count: number): Promise<SubscriberReport> {
  const server = await RealServer.launch({ GENESIS_CACHE: 'off' });
  try {
    const settled = async () => {
      await wait(1500);
      return rss(server.pid);
    };
    await crowd(server, count);
    const first = await crowd(server, count);
    const afterFirst = await settled();
    const leave = stall(server.url, first.id);
    await wait(300);
    const stalledBytes = Math.max(0, rss(server.pid) - afterFirst);
    const second = await crowd(server, count);
    leave();
    const middle = Math.floor(first.events / 2);
    const lateWhole = inOrder(await heard(server.url, first.id, middle), middle, first.events);
    const afterSecond = await settled();
    const growth = afterSecond / afterFirst - 1;
    const whole = first.whole + second.whole;
    const ok = whole === 2 * count && lateWhole && growth <= 0.05;
    return { subscribers: 2 * count, whole, lateWhole, stalledBytes, afterFirst, afterSecond, growth, ok };
  } finally {
    await server.stop();
  }
}
