/** Program of a network host: a child process that holds the sessions of one network. It ends with its parent. */
import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import type { HostReply, HostRequest } from './host-protocol.ts';
import { SessionSet } from './session-set.ts';

let sessions: SessionSet | undefined;

async function answer(request: HostRequest): Promise<HostReply> {
  const { id, type } = request;
  try {
    if (type === 'load') sessions = await SessionSet.load(request.graphs, request.provider, request.prefetchBlocks);
    if (!sessions) throw new Error('no network is loaded');
    if (type === 'drop') await sessions.drop(request.names);
    const tensors = type === 'call' ? await sessions.call(request.call) : {};
    return { id, ok: true, tensors, loadSeconds: sessions.loadSeconds };
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** Where memory runs out, the system ends a host, which can be started again, rather than the server or the worker. */
function preferAsVictim(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '800');
  } catch {
    // Not Linux, or not allowed: the system chooses by size alone.
  }
}

/**
 * Tensors lie outside of V8's heap, which sees few small objects and no reason to collect them: what calls leave behind
 * would pile up with the length of a video. Young ones go after every call, those that lived through some of them once
 * a caller is done with what was kept.
 */
function collect({ type }: HostRequest): void {
  if (type === 'drop') globalThis.gc?.();
  else globalThis.gc?.({ type: 'minor' });
}

// A model must not slow the server down: its threads yield to everybody else's.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
preferAsVictim();
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('SIGINT', () => {});

let last: Promise<unknown> = Promise.resolve();
process.on('message', (request: HostRequest) => {
  last = last.then(() => answer(request)).then((reply) => process.send!(reply, () => collect(request)));
});
